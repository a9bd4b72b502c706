import { expect } from "chai";
import fc from "fast-check";
import { decisionFields } from "#provider/lifecycle/decision";
import { anyText, codeUnit } from "../../support/anyText.ts";
import { apiModel } from "../../support/apiModel.ts";
import { buildDecision } from "../../support/buildDecision.ts";
import { failuresOf } from "../../support/buildFailures.ts";
import { steeringIn } from "../../support/steering.ts";

describe("rules of a decision's fields, for any text", () => {
	for (const field of decisionFields) {
		it(`${field} is refused just where the API model refuses it`, () => {
			fc.assert(
				fc.property(
					anyText.filter((text) => !text.includes("<{%")),
					(value) => {
						const failures = failuresOf({ ...buildDecision(), [field]: value });
						expect(failures.length === 0).to.equal(apiModel[field](value));
					},
				),
				{ numRuns: 1_000 },
			);
		});
	}

	it("a refused username is never printed, and Pulumi is not told to print it", () => {
		// Long enough not to occur in the reason by chance, and with a space, so that it is refused.
		const name = fc.string({ unit: codeUnit, minLength: 8, maxLength: 140 }).map((part) => `~${part} ~`);
		fc.assert(
			fc.property(name, (username) => {
				const failures = failuresOf({ ...buildDecision(), username });
				expect(failures).to.have.length(1);
				expect(JSON.stringify(failures)).not.to.contain(JSON.stringify(username).slice(1, -1));
				expect(failures[0]).to.have.all.keys("reason");
			}),
		);
	});

	it("any property that is no argument is refused by its name, in one failure of its own", () => {
		const name = fc
			.oneof(anyText, fc.string())
			.filter((key) => !key.startsWith("__") && !Object.hasOwn(apiModel, key));
		fc.assert(
			fc.property(name, (key) => {
				const [failure, ...others] = failuresOf({ ...buildDecision(), [key]: "x" });
				expect(others).to.deep.equal([]);
				expect(failure?.reason).to.contain("` is not known here");
				expect(steeringIn(failure?.reason ?? "")).to.deep.equal([]);
				const isPlain = steeringIn(key).length === 0 && key.isWellFormed() && !key.includes("\n");
				if (isPlain && key.length <= 200) expect(failure?.reason).to.contain(`\`${key}\` is not known here`);
			}),
		);
	});
});
