import { expect } from "chai";
import type { EmulatorFaultRule } from "pulumi-cognito-feedback/emulator";
import { countSentTwice } from "../../faults/ledger.ts";
import { quickStory } from "../../harness/stack.ts";
import { after, before, content, declaring } from "../../support/twoPrograms.ts";

const writes = { operation: "AdminUpdateAuthEventFeedback" } as const;
/** Faults on the feedback requests of an `up`. */
const some = { ...writes, when: { request: [1, 4] } } as const;

/** Faults with which `pulumi up` still succeeds at once. */
const faults: Readonly<Record<string, readonly EmulatorFaultRule[]>> = {
	"throttling in a burst": [{ fault: "throttled", ...writes, when: { request: { from: 1, to: 6 } } }],
	"internal errors": [{ fault: "internalError", ...some }],
	"connections reset before the effect": [{ fault: "reset", ...some }],
	"connections reset after the effect": [{ fault: "reset", takesEffect: true, ...some }],
	"no response, with and without effect": [
		{ fault: "silence", ...writes, when: { request: 2 } },
		{ fault: "silence", takesEffect: true, ...writes, when: { request: 4 } },
	],
	"slow responses": [{ fault: "slow", delay: 50 }],
};

describe("`up` succeeds at once, and sends nothing twice, despite", () => {
	for (const [title, rules] of Object.entries(faults)) {
		quickStory(title, { content }, async (stack) => {
			stack.program(...declaring(before));
			await stack.up();
			stack.program(...declaring(after));
			stack.emulator.inject(rules);
			const { requests, output } = await stack.up({ requestTimeout: 2 });
			expect(requests.filter(({ fault }) => fault)).not.to.be.empty;
			expect(stack.feedback(), output).to.deep.equal(after);
			expect(stack.decisions(), output).to.deep.equal(after);
			expect(countSentTwice(before, [requests])).to.equal(0);
		});
	}
});
