import { expect } from "chai";
import { membersIn } from "../../../workbench/project/state.ts";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIns, user } from "../../support/cognitoContent.ts";
import { giveFeedback } from "../../support/giveFeedback.ts";
import { set, single } from "../../support/program.ts";
import { step } from "../../support/story.ts";

const lists = { operation: "AdminListUserAuthEvents" } as const;

describe("Faults while events are read", () => {
	const applied = { a: "Valid", b: "Valid", c: "Valid" };
	const drifted = { a: "Invalid", b: "Valid", c: "Invalid" };

	quickStory(
		"have no effect, or fail commands with what to do and leave state unchanged",
		{ content: cognito(user("alice", ...signIns("a", "b", "c"))) },
		async (stack) => {
			await step("a proxy's error page fails a preview with what to do", async () => {
				stack.program(single("single", { eventId: "a" }), set("many", { b: {}, c: {} }));
				stack.emulator.inject([{ fault: "proxyError", ...lists }]);
				const { output } = await stack.fails("preview");
				expect(output).to.include("the response (HTTP 502) is not from Amazon Cognito");
				expect(output).to.include("Check for a proxy that responds in place of Cognito");
			});

			await step("temporary faults leave a preview with all of its evidence", async () => {
				stack.emulator.inject([
					{ fault: "throttled", ...lists, when: { request: 1 } },
					{ fault: "reset", ...lists, when: { request: 2 } },
					{ fault: "silence", ...lists, when: { request: 3 } },
				]);
				const { inputs, requests } = await stack.preview({ requestTimeout: 1 });
				expect(requests.map(({ fault }) => fault?.fault)).to.deep.equal([
					"throttled",
					"reset",
					"silence",
					undefined,
				]);
				expect(inputs.single?.event).to.include(`"riskLevel":"High"`);
				const { b, c } = membersIn(inputs.many?.decisions);
				for (const each of [b, c])
					expect(each?.event).to.include("SignIn; 2026-11-20T08:14Z; High; AccountTakeover");
			});

			await step("expired credentials fail a refresh, which leaves state unchanged", async () => {
				stack.emulator.inject([]);
				await stack.up();
				await giveFeedback(stack.emulator, { EventId: "a", FeedbackValue: "Invalid" });
				await giveFeedback(stack.emulator, { EventId: "c", FeedbackValue: "Invalid" });
				stack.emulator.inject([{ fault: "expiredCredentials", ...lists }]);
				const { output } = await stack.fails("refresh");
				expect(output).to.include("AWS rejected the credentials (ExpiredTokenException)");
				expect(stack.decisions()).to.deep.equal(applied);
			});

			await step("denied access makes a refresh warn that it reads nothing", async () => {
				stack.emulator.inject([{ fault: "accessDenied", ...lists }]);
				const { warnings } = await stack.refresh();
				expect(warnings.join("\n"))
					.to.include("Grant the IAM action cognito-idp:AdminListUserAuthEvents on arn:")
					.and.include("drift is not detected");
				expect(stack.decisions()).to.deep.equal(applied);
			});

			await step("despite resets, a refresh finds changes by others and `up` overrules them", async () => {
				stack.emulator.inject([{ fault: "reset", ...lists, when: { request: [1, 2] } }]);
				const { requests } = await stack.refresh();
				expect(requests.filter(({ fault }) => fault)).to.have.lengthOf(2);
				expect(stack.decisions()).to.deep.equal(drifted);
				await stack.up();
				expect(stack.feedback()).to.deep.equal(applied);
				expect(stack.decisions()).to.deep.equal(applied);
			});
		},
	);
});
