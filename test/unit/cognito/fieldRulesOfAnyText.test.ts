import { expect } from "chai";
import fc from "fast-check";
import { type DecisionField, fieldRules } from "#provider/cognito/rules";
import { anyText } from "../../support/anyText.ts";
import { apiModel } from "../../support/apiModel.ts";

describe("rules of a decision's fields, for any text", () => {
	for (const field of Object.keys(fieldRules) as DecisionField[]) {
		it(`${field} is rejected exactly if the API model rejects it`, () => {
			fc.assert(
				fc.property(anyText, (text) => {
					expect(fieldRules[field](text) === undefined).to.equal(apiModel[field](text));
				}),
				{ numRuns: 500 },
			);
		});
	}
});
