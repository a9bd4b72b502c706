import { expect } from "chai";
import { didYouMean } from "#provider/cognito/fieldRules";

describe("a suggestion for a mistyped word", () => {
	it("is the candidate that differs in case or surrounding space only", () => {
		expect(didYouMean("\tEVENTID ", ["note", "eventId"])).to.equal(" (did you mean `eventId`?)");
	});

	it("is not made for another word", () => {
		expect(didYouMean("event", ["note", "eventId"])).to.equal("");
	});
});
