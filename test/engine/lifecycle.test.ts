import { expect } from "chai";
import { cognito, signIns, user } from "../support/cognitoContent.ts";
import { overFrontEnds } from "../support/frontEnds.ts";
import { poolId, single } from "../support/program.ts";
import { decisionsOf, scene } from "../support/scene.ts";

overFrontEnds("A decision, from its declaration to its end", (frontEnd) => {
	const otherPool = "eu-central-1_Other";
	const { UserPools } = cognito(
		user("alice", ...signIns("value", "note", "event", "nextEvent", "user", "pool")),
		user("bob", ...signIns("user")),
	);
	const stage = scene({
		frontEnd,
		content: { UserPools: [...UserPools, { Id: otherPool, Users: [user("alice", ...signIns("pool"))] }] },
		config: { "cognito-feedback:requestsPerSecond": "1000" },
	});
	const declared = [
		single("value", { eventId: "value" }),
		single("note", { eventId: "note", note: "TICKET-1" }),
		single("event", { eventId: "event" }),
		single("user", { eventId: "user" }),
		single("pool", { eventId: "pool" }),
	];
	const changed = [
		single("value", { eventId: "value", feedbackValue: "Invalid" }),
		single("note", { eventId: "note", note: "TICKET-2" }),
		single("event", { eventId: "nextEvent" }),
		single("user", { eventId: "user", username: "bob" }),
		single("pool", { eventId: "pool", userPoolId: otherPool }),
	];

	it("is previewed without being sent", async () => {
		stage.program(...declared);
		const { output, writes } = await stage.preview();
		expect(output).to.include(`+ ${frontEnd.single}: (create)`);
		expect(output)
			.to.match(/note *: "TICKET-1"/)
			.and.include("+ 6 to create");
		expect(writes).to.deep.equal([]);
		expect(stage.feedback()).to.deep.equal({});
	});

	it("is sent once by `up`, without its note", async () => {
		const { writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal([
			"event Valid",
			"note Valid",
			"pool Valid",
			"user Valid",
			"value Valid",
		]);
		const note = writes.find(({ input }) => input.EventId === "note");
		expect(note?.input).to.deep.equal({
			UserPoolId: poolId,
			Username: "alice",
			EventId: "note",
			FeedbackValue: "Valid",
		});
	});

	it("is kept in state under its type and the ID of its event", async () => {
		const resource = await stage.resource("note");
		expect(resource?.type).to.equal(frontEnd.single);
		expect(resource?.id).to.equal(`${poolId}/note`);
		const { feedbackDate, feedbackProvider, ...outputs } = resource?.outputs ?? {};
		expect(outputs).to.deep.equal(resource?.inputs);
		expect(outputs).to.include({
			userPoolId: poolId,
			username: "alice",
			eventId: "note",
			feedbackValue: "Valid",
			note: "TICKET-1",
		});
		expect(feedbackProvider).to.equal("Admin");
		expect(feedbackDate).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	});

	it("costs no request while it stays as it is", async () => {
		const { output, requests } = await stage.preview();
		expect(output).to.include("6 unchanged").and.not.include("to update");
		expect(requests).to.deep.equal([]);
	});

	it("shows what changes, and what that replaces", async () => {
		stage.program(...changed);
		const { output, writes } = await stage.preview();
		expect(output).to.include(`~ feedbackValue: "Valid" => "Invalid"`);
		expect(output).to.match(/value alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk/);
		expect(output).to.match(/~ note *: "TICKET-1" => "TICKET-2"/);
		expect(output).to.match(/~ eventId *: "event" => "nextEvent"/);
		expect(output).to.match(/~ username *: "alice" => "bob"/);
		expect(output).to.match(new RegExp(`~ userPoolId *: "${poolId}" => "${otherPool}"`));
		expect(output).to.include("~ 2 to update").and.include("+-3 to replace");
		expect(writes).to.deep.equal([]);
	});

	it("sends the changed value and the replacements, and leaves the replaced feedback behind", async () => {
		const { output, writes } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal([
			"nextEvent Valid",
			"pool Valid",
			"user Valid",
			"value Invalid",
		]);
		for (const id of ["event", "user", "pool"]) expect(output).to.include(leftBehind(poolId, id, "Valid"));
		expect(stage.feedback()).to.include({ event: "Valid", nextEvent: "Valid", value: "Invalid" });
		expect((await stage.resource("note"))?.outputs).to.include({
			note: "TICKET-2",
			feedbackProvider: "Admin",
		});
		expect((await stage.resource("pool"))?.id).to.equal(`${otherPool}/pool`);
	});

	it("is destroyed without a request and with a warning, since Cognito keeps the feedback", async () => {
		const before = stage.feedback();
		const { output, requests } = await stage.destroy();
		expect(requests).to.deep.equal([]);
		expect(output).to.include(leftBehind(poolId, "value", "Invalid"));
		expect(output).to.include(leftBehind(otherPool, "pool", "Valid"));
		expect(stage.feedback()).to.deep.equal(before);
		expect(await stage.project.state()).to.deep.equal([]);
	});
});

function leftBehind(pool: string, eventId: string, value: string): string {
	return `warning: user pool ${pool}: feedback on event ${eventId} (\`${value}\`) stays in Amazon Cognito`;
}
