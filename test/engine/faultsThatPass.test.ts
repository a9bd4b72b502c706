import { expect } from "chai";
import type { EmulatorFaultRule } from "pulumi-cognito-feedback/emulator";
import { decisionsInState } from "../../tools/pulumi-project/state.ts";
import { countSentTwice } from "../faults/ledger.ts";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { scene } from "../support/story.ts";
import { Turns } from "../support/turns.ts";

const writes = { operation: "AdminUpdateAuthEventFeedback" } as const;
/** Of the five requests of a turn, one of a single decision or of the set, and what comes in place of it. */
const some = { ...writes, when: { request: [1, 4] } } as const;

/** What does not keep `pulumi up` from ending right at once. */
const faults: Readonly<Record<string, readonly EmulatorFaultRule[]>> = {
	"throttling in a burst": [{ fault: "throttled", ...writes, when: { request: { from: 1, to: 6 } } }],
	"internal errors": [{ fault: "internalError", ...some }],
	"connections reset before the effect": [{ fault: "reset", ...some }],
	"connections reset after the effect": [{ fault: "reset", takesEffect: true, ...some }],
	"no answer, with and without effect": [
		{ fault: "silence", ...writes, when: { request: 2 } },
		{ fault: "silence", takesEffect: true, ...writes, when: { request: 4 } },
	],
	"slow answers": [{ fault: "slow", delay: 300 }],
};

describe("`up` ends right in spite of", () => {
	const stage = scene({
		content: cognito(user("alice", ...signIns(...Turns.eventIds(Object.keys(faults).length)))),
		config: { "cognito-feedback:requestsPerSecond": "1000", "cognito-feedback:requestTimeout": "1" },
	});
	const turns = new Turns();

	for (const [title, rules] of Object.entries(faults)) {
		it(`${title}, and sends nothing twice`, async () => {
			const { program, declared, before, after } = turns.next();
			stage.program(...program);
			stage.emulator.inject(rules);
			const { requests, output } = await stage.up();
			expect(requests.filter(({ fault }) => fault)).not.to.be.empty;
			expect(stage.feedback(), output).to.deep.equal(after);
			expect(decisionsInState(await stage.project.state()), output).to.deep.equal(declared);
			expect(countSentTwice(before, [requests])).to.equal(0);
		});
	}
});
