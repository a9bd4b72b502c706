import { expect } from "chai";
import type { EmulatorFaultRule } from "pulumi-cognito-feedback/emulator";
import { countSentTwice } from "../../faults/ledger.ts";
import { quickStory } from "../../harness/stack.ts";
import { step } from "../../support/story.ts";
import { after, before, content, declaring } from "../../support/twoPrograms.ts";

const writes = { operation: "AdminUpdateAuthEventFeedback" } as const;
/** After the first two requests, all fail. */
const fromThird = { ...writes, when: { request: { from: 3 } } } as const;
const notCognito = ["not from Amazon Cognito", "Check for a proxy that responds in place of Cognito"];

/** Faults that make `pulumi up` fail, with a part of the error. */
const faults: Readonly<Record<string, readonly [EmulatorFaultRule, ...expected: string[]]>> = {
	"expired credentials": [
		{ fault: "expiredCredentials", ...fromThird },
		"AWS rejected the credentials (ExpiredTokenException)",
		"Sign in again (`aws sso login`",
	],
	"an inactive replica": [
		{ fault: "operationNotEnabled", ...writes },
		`does not support ${writes.operation} in the Region that was called`,
		"or make the replica active",
	],
	"denied access": [
		{ fault: "accessDenied", ...writes },
		"not permitted to call cognito-idp:AdminUpdateAuthEventFeedback",
		"Grant the IAM action cognito-idp:AdminUpdateAuthEventFeedback on arn:",
	],
	"a redirect": [
		{ fault: "redirect", ...writes },
		"unexpected redirect (HTTP 302)",
		"redirects are not followed. Check for a proxy that responds in place of Cognito",
	],
	"a proxy's error page": [
		{ fault: "proxyError", status: 503, ...fromThird },
		"the response (HTTP 503) is",
		...notCognito,
	],
	"bad JSON": [{ fault: "badJson", ...writes, when: { request: [1, 4] } }, ...notCognito],
	"responses cut short": [
		{ fault: "cutShort", ...writes },
		"the connection was reset before the whole response had arrived",
		"Run the command again",
	],
};

describe("`up` fails with what to do, keeps nothing in state that Cognito does not hold, and is completed by the next `up` after", () => {
	for (const [title, [rule, ...expected]] of Object.entries(faults)) {
		quickStory(`${title}, with nothing sent twice`, { content }, async (stack) => {
			stack.program(...declaring(before));
			await stack.up();

			stack.program(...declaring(after));
			stack.emulator.inject([rule]);
			const failed = await stack.fails("up");
			for (const text of expected) expect(failed.output).to.include(text);
			expect(stack.feedback()).to.include(stack.decisions());

			stack.emulator.inject([]);
			const { requests } = await stack.up();
			expect(stack.feedback()).to.deep.equal(after);
			expect(stack.decisions()).to.deep.equal(after);
			expect(countSentTwice(before, [failed.requests, requests])).to.equal(0);
		});
	}

	quickStory("a lost response, even if the program was reverted meanwhile", { content }, async (stack) => {
		stack.program(...declaring(before));
		await stack.up();

		await step("Cognito accepts the changes, and the responses are lost", async () => {
			stack.program(...declaring({ single: "Invalid", inSet: "Invalid" }));
			stack.emulator.inject([{ fault: "badJson", ...writes }]);
			await stack.fails("up");
			expect(stack.feedback()).not.to.deep.equal(before);
		});

		await step("the previous program is applied again", async () => {
			stack.emulator.inject([]);
			stack.program(...declaring(before));
			await stack.up();
			expect(stack.feedback()).to.deep.equal(before);
			expect(stack.decisions()).to.deep.equal(before);
		});
	});
});
