import { expect } from "chai";
import { decisionId } from "#provider/lifecycle/decision";
import { buildDecision } from "../../support/buildDecision.ts";

describe("the ID of a decision", () => {
	it("is made of pool and event, without the username", () => {
		expect(decisionId(buildDecision())).to.equal("eu-central-1_AbCdEf123/e1");
	});
});
