import { expect } from "chai";
import { decisionsOf } from "#provider/policy/index";

const single = "pulumi-nodejs:dynamic/cognito:AuthEventFeedback";
const set = "pulumi-nodejs:dynamic/cognito:AuthEventFeedbackSet";
const decision = { username: "alice", feedbackValue: "Valid" };
const evidence = {
	type: "SignIn",
	riskLevel: "High",
	compromisedCredentials: false,
	priorFeedback: { value: "Invalid", provider: "User" },
};

describe("decisionsOf", () => {
	it("gives the decision of a single resource with its evidence as fields", () => {
		const event = JSON.stringify({
			...evidence,
			time: "2026-11-20T08:14:00Z",
			city: "Berlin",
			challenges: ["Mfa"],
		});
		const props = { userPoolId: "pool", eventId: "e1", ...decision, note: "why", event, __label: "one" };
		expect(decisionsOf({ type: single, props })).to.deep.equal([
			{
				userPoolId: "pool",
				eventId: "e1",
				...decision,
				note: "why",
				evidence: { ...evidence, time: "2026-11-20T08:14:00Z" },
			},
		]);
	});

	it("gives each decision of a set in the same form, stored as JSON or as fields", () => {
		const event = "SignIn 2026-11-20 08:14Z, High risk (Block), answered Invalid by User; Berlin, Low risk";
		const member = { ...decision, note: "why", event };
		const members = { e1: member, e2: member };
		for (const decisions of [members, JSON.stringify(members)]) {
			const of = decisionsOf({ type: set, props: { userPoolId: "pool", decisions, __label: "many" } });
			expect(of).to.deep.equal(
				["e1", "e2"].map((eventId) => ({
					userPoolId: "pool",
					eventId,
					...decision,
					note: "why",
					evidence: { ...evidence, time: "2026-11-20T08:14Z" },
				})),
			);
		}
	});

	it("gives those of the plugin, which keeps evidence as fields", () => {
		const event = { ...evidence, time: "2026-11-20T08:14:00Z", city: "Berlin" };
		const props = { userPoolId: "pool", eventId: "e1", ...decision, event };
		expect(decisionsOf({ type: "cognito-feedback:index:AuthEventFeedback", props })).to.deep.equal([
			{ userPoolId: "pool", eventId: "e1", ...decision, evidence: { ...evidence, time: event.time } },
		]);
		const decisions = { e1: { ...decision, event: "SignUp 2026-11-20 08:14Z" } };
		const [member] = decisionsOf({
			type: "cognito-feedback:index:AuthEventFeedbackSet",
			props: { userPoolId: "pool", decisions },
		});
		expect(member?.evidence).to.include({ type: "SignUp", time: "2026-11-20T08:14Z" });
	});

	it("gives no evidence and no note where there are none", () => {
		const bare = [{ userPoolId: "pool", eventId: "e1", ...decision }];
		expect(decisionsOf({ type: single, props: { ...bare[0] } })).to.deep.equal(bare);
		const props = { userPoolId: "pool", decisions: { e1: decision } };
		expect(decisionsOf({ type: set, props })).to.deep.equal(bare);
	});

	it("gives none of other resources", () => {
		expect(decisionsOf({ type: "aws:cognito/userPool:UserPool", props: { eventId: "e1" } })).to.deep.equal(
			[],
		);
	});
});
