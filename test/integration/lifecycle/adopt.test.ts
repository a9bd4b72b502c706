import { expect } from "chai";
import { evidenceIn } from "../../../workbench/project/state.ts";
import { quickStory } from "../../harness/stack.ts";
import { cognito, signIn, user, withFeedback } from "../../support/cognitoContent.ts";
import { set, single } from "../../support/program.ts";
import { decisionsOf, step } from "../../support/story.ts";

const content = cognito(
	user(
		"alice",
		withFeedback(signIn("same"), "Valid", "Admin"),
		withFeedback(signIn("other"), "Invalid", "Admin"),
		withFeedback(signIn("users"), "Valid", "User"),
		withFeedback(signIn("sameInSet"), "Valid", "Admin"),
		withFeedback(signIn("otherInSet"), "Invalid", "Admin"),
	),
);

quickStory("Feedback that Cognito holds before it is declared", { content }, async (stack) => {
	await step("is adopted if an administrator gave the same value, and overruled otherwise", async () => {
		stack.program(
			single("same", { eventId: "same" }),
			single("other", { eventId: "other" }),
			single("users", { eventId: "users" }),
			set("many", { sameInSet: {}, otherInSet: {} }),
		);
		const { output, writes } = await stack.up();
		expect(decisionsOf(writes)).to.deep.equal(["other Valid", "otherInSet Valid", "users Valid"]);
		expect(output).to.match(/event same in .*adopted the existing administrator feedback `Valid`/);
		expect(output).to.match(/1 of 2 decisions .*adopted/);
	});

	await step("keeps its date in state", () => {
		expect(stack.state.get("same")?.outputs).to.include({
			feedbackDate: "2026-11-21T10:00:00Z",
			feedbackProvider: "Admin",
		});
	});

	await step("is part of the evidence if it is overruled", () => {
		const prior = { value: "Invalid", provider: "Admin", date: "2026-11-21T10:00:00Z" };
		expect(evidenceIn(stack.state.get("other"))).to.deep.include({ priorFeedback: prior });
		expect(JSON.stringify(stack.state.get("many")?.outputs)).to.include("; Invalid; Admin");
	});

	await step("is managed from then on", async () => {
		const { steps, requests } = await stack.preview();
		expect(steps).to.deep.equal({ create: 0, update: 0, delete: 0, unchanged: 4 });
		expect(requests).to.deep.equal([]);
	});
});
