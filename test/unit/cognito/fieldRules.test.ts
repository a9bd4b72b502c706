import { expect } from "chai";
import { type DecisionField, didYouMean, fieldRules } from "#provider/cognito/rules";

/** Outside the Basic Multilingual Plane: one code point, two UTF-16 units. */
const astral = "😀";
const astralLetter = "𝒜";

const right: readonly (readonly [DecisionField, string, unknown])[] = [
	["userPoolId", "the shortest form", "a_1"],
	["userPoolId", "55 characters", `${"r".repeat(53)}_1`],
	["userPoolId", "hyphens and `_` before the last `_`", "us-gov-west-1_local_Ab9"],
	["username", "one character", "a"],
	["username", "128 characters", "u".repeat(128)],
	["username", "128 astral characters, which are 256 UTF-16 units", astral.repeat(128)],
	["username", "an email address", "alice+test@example.com"],
	["username", "a name of another identity provider", "Facebook_10203040"],
	["username", "letters of any script, marks, symbols, numbers and punctuation", "Zoë́Ж漢€½¿_𝒜"],
	["eventId", "one character", "e"],
	["eventId", "50 characters", "e".repeat(50)],
	["eventId", "all kinds of characters", "aZ09_+-"],
	["feedbackValue", "Valid", "Valid"],
	["feedbackValue", "Invalid", "Invalid"],
	["note", "nothing", undefined],
	["note", "null", null],
	["note", "an empty text", ""],
	["note", "a text of any length, with lines and tabs", `${astral}\r\n\t \n${"n".repeat(10_000)}`],
];

const wrongLength: readonly (readonly [DecisionField, string, string])[] = [
	["userPoolId", "", "is 0 characters long; expected 1 to 55"],
	["userPoolId", `${"r".repeat(54)}_1`, "is 56 characters long; expected 1 to 55"],
	["username", "", "is 0 characters long; expected 1 to 128"],
	["username", "u".repeat(129), "is 129 characters long; expected 1 to 128"],
	["username", astral.repeat(129), "is 129 characters long; expected 1 to 128"],
	["eventId", "", "is 0 characters long; expected 1 to 50"],
	["eventId", "e".repeat(51), "is 51 characters long; expected 1 to 50"],
];

const wrongCharacters: readonly (readonly [DecisionField, string, string])[] = [
	["userPoolId", "no `_`", "eu-central-1"],
	["userPoolId", "nothing before `_`", "_AbC"],
	["userPoolId", "nothing after `_`", "eu-central-1_"],
	["userPoolId", "a hyphen after `_`", "eu-central-1_Ab-C"],
	["userPoolId", "a slash", "eu-central-1/x_AbC"],
	["userPoolId", "a line break at the end", "eu-central-1_AbC\n"],
	["userPoolId", "an astral letter", `eu-central-1_${astralLetter}`],
	["username", "a space", "al ice"],
	["username", "a space at the end", "alice "],
	["username", "a line break at the end", "alice\n"],
	["username", "a control character", "alice\u0007"],
	["username", "a lone surrogate", "alice\ud83d"],
	["username", "a zero-width joiner", "ali\u200dce"],
	["username", "a no-break space", "ali\u00a0ce"],
	["eventId", "a space", "a b"],
	["eventId", "a slash", "a/b"],
	["eventId", "a letter outside ASCII", "évent"],
	["eventId", "a line break at the end", "e1\n"],
];

describe("rules of a decision's fields", () => {
	for (const [field, what, value] of right) {
		it(`${field} accepts ${what}`, () => {
			expect(fieldRules[field](value)).to.equal(undefined);
		});
	}

	for (const [field, value, expected] of wrongLength) {
		it(`${field} ${expected}`, () => {
			expect(fieldRules[field](value)).to.equal(expected);
		});
	}

	for (const [field, what, value] of wrongCharacters) {
		it(`${field} rejects ${what}`, () => {
			expect(fieldRules[field](value)).to.match(/^has an invalid format; expected .*(letters|Region)/);
		});
	}

	it("both rules of a field are named if a value breaks both", () => {
		expect(fieldRules.eventId(" ".repeat(51)))
			.to.contain("is 51 characters long; expected 1 to 50, and ")
			.and.to.contain("expected letters, digits, `_`, `+` and `-`");
	});

	for (const field of ["userPoolId", "username", "eventId", "feedbackValue"] as const) {
		for (const missing of [undefined, null]) {
			it(`${field} is required, so ${missing} is rejected`, () => {
				expect(fieldRules[field](missing)).to.equal("is required");
			});
		}
	}

	for (const field of ["userPoolId", "username", "eventId", "feedbackValue", "note"] as const) {
		for (const [value, kind] of [
			[["Valid"], "an array"],
			[[], "an array"],
			[7, "a number"],
			[Number.NaN, "a number"],
			[true, "a boolean"],
			[{ value: "Valid" }, "an object"],
		] as const) {
			it(`${field} rejects ${JSON.stringify(value)}, which is ${kind}`, () => {
				expect(fieldRules[field](value)).to.equal(`must be a string, not ${kind}`);
			});
		}
	}

	for (const [value, suggestion] of [
		["valid", " (did you mean `Valid`?)"],
		["INVALID", " (did you mean `Invalid`?)"],
		[" Valid ", " (did you mean `Valid`?)"],
		["yes", ""],
		["", ""],
		["constructor", ""],
	]) {
		it(`feedbackValue rejects ${JSON.stringify(value)}${suggestion}`, () => {
			expect(fieldRules.feedbackValue(value)).to.equal(
				`is not a feedback value; expected \`Valid\` or \`Invalid\`${suggestion}`,
			);
		});
	}
});

describe("a suggestion for a mistyped word", () => {
	it("is the candidate that differs only in case or surrounding space", () => {
		expect(didYouMean("\tEVENTID ", ["note", "eventId"])).to.equal(" (did you mean `eventId`?)");
	});

	it("is not made for another word", () => {
		expect(didYouMean("event", ["note", "eventId"])).to.equal("");
	});
});
