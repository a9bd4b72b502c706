import { expect } from "chai";
import fc from "fast-check";
import { type InputFailure, parseDecision } from "#provider/adapters/inputs";
import { anyText, codeUnit } from "../../support/anyText.ts";
import { apiModel } from "../../support/apiModel.ts";
import { buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { steeringIn } from "../../support/steering.ts";

const expectedArguments = "expected `userPoolId`, `username`, `eventId`, `feedbackValue`, `note`";

const resource = { name: "berlin", isSecret: false };

/** All failures of the inputs of a single decision. */
function failuresOf(inputs: Readonly<Record<string, unknown>>): readonly InputFailure[] {
	return parseDecision({}, inputs, resource).failures;
}

describe("failures of a decision's inputs", () => {
	it("do not exist for a valid decision, with or without a note", () => {
		expect(failuresOf({ ...buildDecision() })).to.deep.equal([]);
		expect(failuresOf({ ...buildDecision({ note: "Travelling" }) })).to.deep.equal([]);
	});

	it("name the field and the rule, for all fields at once", () => {
		const inputs = { userPoolId: "nowhere", username: "", eventId: "a b", feedbackValue: "valid", note: 7 };
		const failures = failuresOf(inputs);
		expect(failures.map(({ property }) => property)).to.deep.equal([
			"userPoolId",
			undefined,
			"eventId",
			"feedbackValue",
			"note",
		]);
		for (const [index, reason] of [
			"`userPoolId` has an invalid format",
			"`username` is 0 characters long; expected 1 to 128",
			"`eventId` has an invalid format",
			"`feedbackValue` is not a feedback value; expected `Valid` or `Invalid` (did you mean `Valid`?)",
			"`note` must be a string, not a number",
		].entries())
			expect(failures[index]?.reason).to.contain(reason);
	});

	it("are reported for each required field of empty inputs", () => {
		expect(failuresOf({})).to.deep.equal(
			["userPoolId", "username", "eventId", "feedbackValue"].map((field) => ({
				reason: `\`${field}\` is required`,
			})),
		);
	});

	for (const username of ["", "al ice", "u".repeat(129), null, 7, ["alice"], { name: "alice" }]) {
		it(`of the username ${JSON.stringify(username)?.slice(0, 20)} name no property, because Pulumi would print its value`, () => {
			const failures = failuresOf({ ...buildDecision(), username });
			expect(failures).to.have.length(1);
			expect(failures[0]).not.to.have.property("property");
			expect(failures[0]?.reason).to.match(/^`username` /);
		});
	}

	it("of an invalid username do not print it", () => {
		const failures = failuresOf({ ...buildDecision(), username: "alice in berlin" });
		expect(failures).to.have.length(1);
		expect(JSON.stringify(failures)).not.to.match(/alice|berlin/);
	});

	for (const field of ["userPoolId", "username", "eventId", "feedbackValue", "note"]) {
		it(`omit ${field} while the value is unknown`, () => {
			expect(failuresOf({ ...buildDecision(), [field]: unknownValue })).to.deep.equal([]);
		});
	}

	it("of other fields are reported even while one is unknown", () => {
		const failures = failuresOf({ ...buildDecision(), userPoolId: unknownValue, eventId: "a b" });
		expect(failures.map(({ property }) => property)).to.deep.equal(["eventId"]);
	});

	for (const [name, suggestion] of [
		["comment", ""],
		["userpoolid", " (did you mean `userPoolId`?)"],
		["EventID", " (did you mean `eventId`?)"],
		["Note", " (did you mean `note`?)"],
		["event", ""],
		["feedbackDate", ""],
		["_note", ""],
		["constructor", ""],
	] as const) {
		it(`include the unknown property ${name}${suggestion}`, () => {
			expect(failuresOf({ ...buildDecision(), [name]: "x" })).to.deep.equal([
				{ reason: `\`${name}\` is not a valid property${suggestion}; ${expectedArguments}` },
			]);
		});
	}

	it("include an unknown property even while its value is unknown", () => {
		expect(failuresOf({ ...buildDecision(), comment: unknownValue })).to.have.length(1);
	});

	it("ignore internal properties of Pulumi", () => {
		const internal = { __provider: "exports", __secret: true, __defaults: [] };
		expect(failuresOf({ ...buildDecision(), ...internal })).to.deep.equal([]);
	});
});

describe("inputs of a decision", () => {
	const event = { type: "SignIn", challenges: ["Password: Success"] };
	const decision = { ...buildDecision() };

	it("are valid without the evidence that Pulumi repeats from state", () => {
		expect(
			parseDecision({ ...decision, event }, { ...decision, event: structuredClone(event) }, resource),
		).to.deep.equal({ valid: decision, failures: [] });
	});

	it("are rejected with evidence that differs from state", () => {
		for (const olds of [{}, { ...decision }, { ...decision, event: { type: "SignUp" } }]) {
			const { valid, failures } = parseDecision(olds, { ...decision, event }, resource);
			expect(valid).to.equal(undefined);
			expect(failures).to.deep.equal([{ reason: `\`event\` is not a valid property; ${expectedArguments}` }]);
		}
	});

	it("name no property if anything is secret, because Pulumi would print its value", () => {
		const secret = { name: "berlin", isSecret: true };
		const { failures } = parseDecision({}, { ...decision, eventId: "a b", feedbackValue: "valid" }, secret);
		expect(failures).to.have.length(2);
		for (const failure of failures) expect(failure).to.have.all.keys("reason");
	});
});

describe("failures of a decision's inputs, for any text", () => {
	it("of a username never print it, and name no property", () => {
		// Long enough not to occur in the reason by chance, and with a space, so that it is rejected.
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

	it("name each property that is not an argument in a separate failure", () => {
		const name = fc
			.oneof(anyText, fc.string())
			.filter((key) => !key.startsWith("__") && !Object.hasOwn(apiModel, key));
		fc.assert(
			fc.property(name, (key) => {
				const [failure, ...others] = failuresOf({ ...buildDecision(), [key]: "x" });
				expect(others).to.deep.equal([]);
				expect(failure?.reason).to.contain("` is not a valid property");
				expect(steeringIn(failure?.reason ?? "")).to.deep.equal([]);
				const isPlain = steeringIn(key).length === 0 && key.isWellFormed() && !key.includes("\n");
				if (isPlain && key.length <= 200)
					expect(failure?.reason).to.contain(`\`${key}\` is not a valid property`);
			}),
		);
	});
});
