import { expect } from "chai";
import { buildDecision, unknownValue } from "../../support/buildDecision.ts";
import { failuresOf } from "../../support/buildFailures.ts";

const expectedArguments = "expected `userPoolId`, `username`, `eventId`, `feedbackValue`, `note`";

describe("failures of a decision's inputs", () => {
	it("there are none for a right decision, with a note and without", () => {
		expect(failuresOf({ ...buildDecision() })).to.deep.equal([]);
		expect(failuresOf({ ...buildDecision({ note: "Travelling" }) })).to.deep.equal([]);
	});

	it("name the field and the rule, all fields at once", () => {
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
			"`userPoolId` has characters or a form that is not allowed",
			"`username` is 0 characters long; expected 1 to 128",
			"`eventId` has characters or a form that is not allowed",
			"`feedbackValue` is not a feedback value; expected `Valid` or `Invalid` (did you mean `Valid`?)",
			"`note` must be a string, and is of type number",
		].entries())
			expect(failures[index]?.reason).to.contain(reason);
	});

	it("come for each required field of empty inputs", () => {
		expect(failuresOf({})).to.deep.equal(
			["userPoolId", "username", "eventId", "feedbackValue"].map((field) => ({
				reason: `\`${field}\` is required, and missing`,
			})),
		);
	});

	for (const username of ["", "al ice", "u".repeat(129), null, 7, ["alice"], { name: "alice" }]) {
		it(`of the username ${JSON.stringify(username)?.slice(0, 20)} name no property, whose value Pulumi would print`, () => {
			const failures = failuresOf({ ...buildDecision(), username });
			expect(failures).to.have.length(1);
			expect(failures[0]).not.to.have.property("property");
			expect(failures[0]?.reason).to.match(/^`username` /);
		});
	}

	it("of a wrong username do not print it", () => {
		const failures = failuresOf({ ...buildDecision(), username: "alice in berlin" });
		expect(failures).to.have.length(1);
		expect(JSON.stringify(failures)).not.to.match(/alice|berlin/);
	});

	for (const field of ["userPoolId", "username", "eventId", "feedbackValue", "note"]) {
		it(`leave out ${field} while its value is not known`, () => {
			expect(failuresOf({ ...buildDecision(), [field]: unknownValue })).to.deep.equal([]);
		});
	}

	it("of the other fields come also while one is not known", () => {
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
		it(`refuse the property ${name}${suggestion}`, () => {
			expect(failuresOf({ ...buildDecision(), [name]: "x" })).to.deep.equal([
				{ reason: `\`${name}\` is not known here${suggestion}; ${expectedArguments}` },
			]);
		});
	}

	it("refuse an unknown property also while its value is not known", () => {
		expect(failuresOf({ ...buildDecision(), comment: unknownValue })).to.have.length(1);
	});

	it("leave alone what Pulumi passes on without showing it", () => {
		const internal = { __provider: "exports", __secret: true, __defaults: [] };
		expect(failuresOf({ ...buildDecision(), ...internal })).to.deep.equal([]);
	});
});
