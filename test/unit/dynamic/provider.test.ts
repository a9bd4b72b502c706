import { expect } from "chai";
import * as single from "#provider/dynamic/authEventFeedback";
import * as set from "#provider/dynamic/authEventFeedbackSet";
import { rejectionOf } from "../../support/buildRejection.ts";

const methods = ["configure", "check", "diff", "create", "update", "delete", "read"] as const;

for (const [name, module] of [
	["AuthEventFeedback", single],
	["AuthEventFeedbackSet", set],
] as const) {
	describe(`the dynamic provider of ${name}`, () => {
		const provider = module.handler();

		for (const method of methods) {
			it(`has the method ${method}`, () => {
				expect(provider[method]).to.be.a("function");
			});
		}

		it("refuses a step before it is configured", async () => {
			expect((await rejectionOf(provider.check({}, {}))).message).to.contain("`@pulumi/pulumi` 3.139.0");
		});
	});
}
