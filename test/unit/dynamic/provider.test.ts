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
		for (const method of methods) {
			it(`has the method ${method}`, () => {
				expect(module.handler()[method]).to.equal(module[method]).and.be.a("function");
			});
		}

		it("refuses a step before it is configured", async () => {
			expect((await rejectionOf(module.check({}, {}))).message).to.contain("`@pulumi/pulumi` 3.139.0");
		});
	});
}
