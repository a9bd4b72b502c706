import type { ProviderResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { AuthEventFeedback, AuthEventFeedbackSet } from "pulumi-cognito-feedback";

const opts = { provider: {} as ProviderResource };
const userPoolId = "eu-central-1_A";

describe("the resource option `provider`, which dynamic resources do not support", () => {
	for (const [type, declare] of [
		[
			"AuthEventFeedback",
			() => AuthEventFeedback.get("one", `${userPoolId}/e1`, { username: "alice" }, opts),
		],
		["AuthEventFeedbackSet", () => new AuthEventFeedbackSet("one", { userPoolId, decisions: {} }, opts)],
	] as const) {
		it(`is rejected by ${type}, with an alternative`, () => {
			expect(declare).to.throw(
				`${type} "one": the option \`provider\` does not work with a dynamic resource. Set stack configuration such as \`aws:profile\`, or use the plugin`,
			);
		});
	}
});
