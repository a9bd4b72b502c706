import { expect } from "chai";
import { overFrontEnds } from "../../tools/pulumi-project/adapters.ts";
import { answered, cognito, manySignIns, signIn, signIns, user } from "../support/cognitoContent.ts";
import { poolId } from "../support/program.ts";
import { decisionsOf, scene } from "../support/story.ts";

overFrontEnds("getAuthEvents", (frontEnd) => {
	const low = { EventRisk: { RiskDecision: "NoRisk", RiskLevel: "Low" } };
	const stage = scene({
		frontEnd,
		content: cognito(
			user(
				"alice",
				signIn("risky", { CreationDate: "2026-11-20T08:00:00Z" }),
				signIn("old", { CreationDate: "2026-11-01T08:00:00Z" }),
				signIn("low", { CreationDate: "2026-11-19T08:00:00Z", ...low }),
				signIn("signUp", { CreationDate: "2026-11-18T08:00:00Z", EventType: "SignUp" }),
				answered(signIn("answered", { CreationDate: "2026-11-17T08:00:00Z" }), "Valid", "User"),
			),
			user("bob", ...manySignIns("b", 200)),
			user("carol", ...signIns("c1", "c2")),
		),
		config: { "cognito-feedback:requestsPerSecond": "1000" },
	});

	function events(username: string, filter: object): string {
		return `feedback.getAuthEvents(${JSON.stringify({ userPoolId: poolId, username, filter })})`;
	}

	it("gives the events that fit a filter, to declare decisions on, in a program", async () => {
		stage.program(`
			module.exports = async () => {
				const risky = await ${events("alice", {
					riskLevelAtLeast: "Medium",
					types: ["SignIn"],
					since: "2026-11-10",
					unreviewed: true,
				})};
				const all = await ${events("alice", {})};
				const limited = await ${events("bob", { limit: 3 })};
				for (const { eventId } of risky) {
					new feedback.AuthEventFeedback(eventId, {
						userPoolId: ${JSON.stringify(poolId)}, username: "alice", eventId, feedbackValue: "Invalid",
					});
				}
				const carol = feedback.getAuthEventsOutput({
					userPoolId: ${JSON.stringify(poolId)},
					username: pulumi.secret("carol"),
				});
				new feedback.AuthEventFeedbackSet("carol", {
					userPoolId: ${JSON.stringify(poolId)},
					decisions: carol.apply((events) => Object.fromEntries(
						events.map(({ eventId }) => [eventId, { username: "carol", feedbackValue: "Valid" }]),
					)),
				});
				return { risky, all: all.map(({ eventId }) => eventId), limited: limited.map(({ eventId }) => eventId) };
			};
		`);
		const { output, writes, lists } = await stage.up();
		expect(decisionsOf(writes)).to.deep.equal(["c1 Valid", "c2 Valid", "risky Invalid"]);
		expect(output).to.match(/decisions *: \[secret\]/);
		const ofBob = lists.filter(({ input }) => input.Username === "bob");
		expect(ofBob).to.have.lengthOf(1);
	});

	it("gives them newest first, with all that Cognito knows", async () => {
		const { risky, all, limited } = await stage.project.outputs();
		expect(all).to.deep.equal(["risky", "low", "signUp", "answered", "old"]);
		expect(limited).to.deep.equal(["b200", "b199", "b198"]);
		expect(risky).to.have.lengthOf(1);
		expect(risky)
			.to.have.nested.property("[0]")
			.that.deep.includes({
				eventId: "risky",
				time: "2026-11-20T08:00:00Z",
				type: "SignIn",
				riskLevel: "High",
				city: "Berlin",
				challenges: ["Password: Success"],
			});
	});
});
