import { expect } from "chai";
import { decisionsInState } from "../../workbench/project/state.ts";
import { countSentTwice } from "../faults/ledger.ts";
import { step, story, type TestStack } from "../support/story.ts";
import { after, before, content, declaring } from "../support/twoPrograms.ts";

const writes = { operation: "AdminUpdateAuthEventFeedback" } as const;
const lists = { operation: "AdminListUserAuthEvents" } as const;
const config = { "cognito-feedback:requestsPerSecond": "1000", "cognito-feedback:requestTimeout": "1" };

const decisionsOf = async ({ project }: TestStack) => decisionsInState(await project.state());

describe("Faults of the connection to Cognito", () => {
	story(
		"have no effect, or fail a command that the next one completes",
		{ content, config },
		async (stack) => {
			await step("temporary ones leave a preview with all of its evidence", async () => {
				stack.program(...declaring(before));
				stack.emulator.inject([
					{ fault: "throttled", ...lists, when: { request: 1 } },
					{ fault: "reset", ...lists, when: { request: 2 } },
					{ fault: "silence", ...lists, when: { request: 3 } },
				]);
				const { output, requests } = await stack.preview();
				const faults = requests.map(({ fault }) => fault?.fault);
				expect(faults).to.deep.equal(["throttled", "reset", "silence", undefined]);
				expect(output).to.include(`riskLevel             : "High"`);
				expect(output).to.include("SignIn; 2026-11-20T08:14Z; High");
			});

			await step("temporary ones do not fail `up`, and nothing is submitted twice", async () => {
				stack.emulator.inject([
					{ fault: "reset", takesEffect: true, ...writes, when: { request: 1 } },
					{ fault: "throttled", ...writes, when: { request: 2 } },
				]);
				const { requests } = await stack.up();
				expect(requests.filter(({ fault }) => fault)).to.have.lengthOf(2);
				expect(stack.feedback()).to.deep.equal(before);
				expect(await decisionsOf(stack)).to.deep.equal(before);
				expect(countSentTwice({}, [requests])).to.equal(0);
			});

			await step("expired credentials fail a refresh, which leaves state unchanged", async () => {
				stack.emulator.inject([{ fault: "expiredCredentials", ...lists }]);
				const { output } = await stack.fails("refresh");
				expect(output).to.include("AWS rejected the credentials (ExpiredTokenException)");
				expect(await decisionsOf(stack)).to.deep.equal(before);
			});

			await step(
				"an outage fails `up` with what to do, and the next `up` submits the rest, once",
				async () => {
					stack.program(...declaring(after));
					stack.emulator.inject([
						{ fault: "proxyError", status: 503, ...writes, when: { request: { from: 3 } } },
					]);
					const failed = await stack.fails("up");
					expect(failed.output).to.include("the response (HTTP 503) is not from Amazon Cognito");
					expect(failed.output).to.include("Check for a proxy that responds in place of Cognito");
					expect(stack.feedback())
						.to.include(await decisionsOf(stack))
						.and.not.deep.equal(after);

					stack.emulator.inject([]);
					const { requests } = await stack.up();
					expect(stack.feedback()).to.deep.equal(after);
					expect(await decisionsOf(stack)).to.deep.equal(after);
					expect(countSentTwice(before, [failed.requests, requests])).to.equal(0);
				},
			);
		},
	);
});
