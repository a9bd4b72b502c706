import type { ProviderResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { AuthEventFeedback, AuthEventFeedbackSet } from "pulumi-cognito-feedback";

const opts = { provider: {} as ProviderResource };
const userPoolId = "eu-central-1_A";

describe("the resource option `provider`, which a dynamic resource does not take", () => {
	for (const [type, declare] of [
		[
			"AuthEventFeedback",
			() => AuthEventFeedback.get("one", `${userPoolId}/e1`, { username: "alice" }, opts),
		],
		["AuthEventFeedbackSet", () => new AuthEventFeedbackSet("one", { userPoolId, decisions: {} }, opts)],
	] as const) {
		it(`is refused by ${type}, with what to do instead`, () => {
			expect(declare).to.throw(
				`${type} "one": the option \`provider\` does not work with a dynamic resource. Set stack configuration such as \`aws:profile\`, or use the plugin`,
			);
		});
	}
});
