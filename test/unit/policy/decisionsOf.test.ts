import { expect } from "chai";
import { decisionsOf } from "#provider/policy/index";

const types = {
	dynamic: {
		single: "pulumi-nodejs:dynamic/cognito:AuthEventFeedback",
		set: "pulumi-nodejs:dynamic/cognito:AuthEventFeedbackSet",
	},
	plugin: {
		single: "cognito-feedback:index:AuthEventFeedback",
		set: "cognito-feedback:index:AuthEventFeedbackSet",
	},
};
const decision = {
	userPoolId: "pool",
	eventId: "e1",
	username: "alice",
	feedbackValue: "Valid",
	note: "why",
};
const recorded = { feedbackDate: "2026-11-23T10:00:00Z", feedbackProvider: "Admin" };
const evidence = {
	type: "SignIn",
	time: "2026-11-20T08:14:00Z",
	riskLevel: "High",
	compromisedCredentials: false,
	city: "Berlin",
	challenges: ["Mfa"],
	priorFeedback: { value: "Invalid", provider: "User" },
};

describe("decisionsOf", () => {
	for (const [adapter, event] of [
		["dynamic", JSON.stringify(evidence)],
		["plugin", evidence],
	] as const) {
		it(`returns the decision of a single resource of the ${adapter} adapter, with its evidence as fields`, () => {
			const props = { ...decision, event, __label: "one" };
			expect(decisionsOf({ type: types[adapter].single, props })).to.deep.equal([{ ...decision, evidence }]);
		});

		it(`returns the same from its outputs in the ${adapter} adapter, without what Cognito recorded`, () => {
			const props = { ...decision, event, ...recorded };
			expect(decisionsOf({ type: types[adapter].single, props })).to.deep.equal([{ ...decision, evidence }]);
		});
	}

	const brief = "SignIn; 2026-11-20T08:14Z; High; Block; ; Berlin\\; Low risk; ; ; ; ; Invalid; User";
	const member = { username: "alice", feedbackValue: "Valid", note: "why", event: brief };
	const members = { e1: member, e2: member };
	for (const [adapter, decisions] of [
		["dynamic", JSON.stringify(members)],
		["dynamic", members],
		["plugin", members],
	] as const) {
		const form = typeof decisions === "string" ? "JSON" : "fields";
		it(`returns each decision of a set of the ${adapter} adapter in the same form, stored as ${form}`, () => {
			const props = { userPoolId: "pool", decisions, __label: "many" };
			const of = decisionsOf({ type: types[adapter].set, props });
			expect(of).to.deep.equal(
				["e1", "e2"].map((eventId) => ({
					...decision,
					eventId,
					evidence: {
						type: "SignIn",
						time: "2026-11-20T08:14Z",
						riskLevel: "High",
						riskDecision: "Block",
						city: "Berlin; Low risk",
						priorFeedback: { value: "Invalid", provider: "User" },
					},
				})),
			);
		});
	}

	it("returns no evidence and no note if there are none", () => {
		const { note: _, ...bare } = decision;
		const { userPoolId, eventId, ...ofSet } = bare;
		expect(decisionsOf({ type: types.dynamic.single, props: bare })).to.deep.equal([bare]);
		const props = { userPoolId, decisions: { [eventId]: ofSet } };
		expect(decisionsOf({ type: types.dynamic.set, props })).to.deep.equal([bare]);
	});

	it("returns nothing for other resources", () => {
		expect(decisionsOf({ type: "aws:cognito/userPool:UserPool", props: { eventId: "e1" } })).to.deep.equal(
			[],
		);
	});
});
