import { runtime } from "@pulumi/pulumi";
import { expect } from "chai";
import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";

/** Runs a part of a program without an engine; returns the resource as registered. */
async function registered(decisions: unknown): Promise<Record<string, unknown>> {
	await runtime.setMocks({
		newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, decisions } }),
		call: () => ({}),
	});
	const set = new AuthEventFeedbackSet("reviewed", { userPoolId: "eu-central-1_A", decisions: {} });
	return new Promise((resolve) => void set.decisions.apply((known) => resolve({ ...known })));
}

describe("the resource AuthEventFeedbackSet", () => {
	it("returns its decisions with their fields, although state has them as JSON", async () => {
		const decisions = { e1: { event: "SignIn", feedbackValue: "Valid", username: "alice" } };
		for (const held of [JSON.stringify(decisions), decisions])
			expect(await registered(held)).to.deep.equal(decisions);
	});
});
