import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { answered, cognito, signIn, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { scene } from "../support/story.ts";

overFrontEnds("AuthEventFeedback.get", (frontEnd) => {
	const stage = scene({
		frontEnd,
		content: cognito(user("alice", answered(signIn("answered"), "Invalid", "User"), signIn("open"))),
	});

	it("gives the feedback that an event carries, and its evidence", async () => {
		stage.program(get("answered", `${poolId}/answered`), get("open", `${poolId}/open`));
		const { writes, lists } = await stage.up();
		expect(writes).to.deep.equal([]);
		expect(lists).to.have.lengthOf(1);
		const { answered, open } = await stage.project.outputs();
		expect(answered).to.deep.include({
			userPoolId: poolId,
			eventId: "answered",
			username: "alice",
			feedbackValue: "Invalid",
			feedbackProvider: "User",
			feedbackDate: "2026-11-21T10:00:00Z",
		});
		expect(answered).to.have.property("event").that.includes({ riskLevel: "High", city: "Berlin" });
		expect(open).to.include({ eventId: "open" }).and.not.have.any.keys("feedbackValue", "feedbackDate");
	});

	it("manages nothing: it goes without a warning", async () => {
		const { output, requests } = await stage.destroy();
		expect(output).not.to.include("warning").and.not.include("stays in Amazon Cognito");
		expect(requests).to.deep.equal([]);
	});

	it("fails for an event that does not exist", async () => {
		stage.program(get("missing", `${poolId}/other`));
		const { output } = await stage.fails("preview");
		expect(output).to.include(`event other in user pool ${poolId} does not exist: searched all 2 events`);
	});

	it("fails for an ID of another form", async () => {
		stage.program(get("wrong", "answered"));
		const { output, requests } = await stage.fails("preview");
		expect(output).to.include('the ID "answered" is not of the form `<userPoolId>/<eventId>`');
		expect(requests).to.deep.equal([]);
	});
});

/** Lines that get the feedback on an event of `alice` and export it under a name. */
function get(name: string, id: string): string {
	const fields = [
		"userPoolId",
		"eventId",
		"username",
		"feedbackValue",
		"feedbackProvider",
		"feedbackDate",
		"event",
	];
	const exported = fields.map((field) => `${field}: ${name}.${field}`).join(", ");
	return `
		const ${name} = feedback.AuthEventFeedback.get("${name}", "${id}", { username: "alice" });
		exports.${name} = { ${exported} };
	`;
}
