import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import { cognito, signIn, user, withFeedback } from "../support/cognitoContent.ts";
import { type Declaration, poolId } from "../support/program.ts";
import { step, story, type TestStack } from "../support/story.ts";

const content = cognito(user("alice", withFeedback(signIn("given"), "Invalid", "User"), signIn("open")));

/** Gets the feedback on an event of `alice`, and exports it. */
function get(eventId: string): Declaration {
	return ({ AuthEventFeedback }) => {
		const resource = AuthEventFeedback.get(eventId, `${poolId}/${eventId}`, { username: "alice" });
		const { userPoolId, username, feedbackValue, feedbackProvider, feedbackDate, event } = resource;
		return {
			[eventId]: {
				userPoolId,
				username,
				eventId: resource.eventId,
				feedbackValue,
				feedbackProvider,
				feedbackDate,
				event,
			},
		};
	};
}

async function givesFeedbackAndEvidence(stack: TestStack): Promise<void> {
	stack.program(get("given"), get("open"));
	const { writes, lists } = await stack.up();
	expect(writes).to.deep.equal([]);
	expect(lists).to.have.lengthOf(1);
	const { given, open } = await stack.project.outputs();
	expect(given).to.deep.include({
		userPoolId: poolId,
		eventId: "given",
		username: "alice",
		feedbackValue: "Invalid",
		feedbackProvider: "User",
		feedbackDate: "2026-11-21T10:00:00Z",
	});
	expect(given).to.have.property("event").that.includes({ riskLevel: "High", city: "Berlin" });
	expect(open).to.include({ eventId: "open" }).and.not.have.any.keys("feedbackValue", "feedbackDate");
}

describe("AuthEventFeedback.get", () => {
	story("reads feedback without managing it", { content, adapter: plugin }, async (stack) => {
		await step("with its evidence, and no value if the event has no feedback", () =>
			givesFeedbackAndEvidence(stack),
		);

		await step("and is removed without a warning or a request", async () => {
			const { output, requests } = await stack.destroy();
			expect(output).not.to.include("warning").and.not.include("is retained in Amazon Cognito");
			expect(requests).to.deep.equal([]);
		});
	});

	story("reads feedback through the dynamic provider too", { content }, async (stack) => {
		await givesFeedbackAndEvidence(stack);

		await step("and fails a preview if the event does not exist", async () => {
			stack.program(get("missing"));
			const { output } = await stack.fails("preview");
			expect(output).to.include(`event missing in user pool ${poolId} does not exist: searched all 2 events`);
		});
	});
});
