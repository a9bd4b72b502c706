import { expect } from "chai";
import fc from "fast-check";
import { printable, printableLines, quoted } from "#provider/cognito/printable";
import { anyText, codePoint } from "../../support/anyText.ts";
import { steeringIn, steers } from "../../support/steering.ts";

const steering = fc.constantFrom(
	..."\0\x07\b\t\n\r\x1b\x7f\x80\x9b\x9f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069",
);
const ordinary = fc.constantFrom(..."azÅé漢字עברית😀🏳️‍🌈👩‍👩‍👧 .,;!?[]0123456789");
const text = fc.oneof(
	fc.string({ unit: codePoint }),
	fc.string({ unit: fc.oneof(steering, ordinary) }),
	fc.string({ unit: "grapheme" }),
);

describe("a text that is safe to print", () => {
	it("has a replacement for each control character, and is otherwise unchanged", () => {
		fc.assert(
			fc.property(text, (given) => {
				const expected = Array.from(given, (point) => (steers(point) ? "\ufffd" : point)).join("");
				expect(printable(given)).to.equal(expected);
			}),
			{ numRuns: 500 },
		);
	});

	it("keeps ordinary text unchanged, emoji included", () => {
		fc.assert(
			fc.property(fc.string({ unit: ordinary }), (given) => {
				expect(printable(given)).to.equal(given);
			}),
		);
	});

	it("contains no sequence that controls the terminal or the writing direction", () => {
		expect(printable("\x1b[2J\x1b]0;x\x07")).to.equal("\ufffd[2J\ufffd]0;x\ufffd");
		expect(printable("Chrome\u202Eexe.gpj\u2069")).to.equal("Chrome\ufffdexe.gpj\ufffd");
		expect(printable("one\r\ntwo\u009b31m")).to.equal("one\ufffd\ufffdtwo\ufffd31m");
	});

	it("contains no lone surrogates, which Pulumi does not support", () => {
		fc.assert(
			fc.property(anyText, (given) => {
				expect(printable(given).isWellFormed()).to.equal(true);
			}),
		);
		expect(printable("\ud83d😀\ude00")).to.equal("\ufffd😀\ufffd");
	});

	it("contains no start of a color tag, on which the Pulumi CLI would panic", () => {
		expect(printable("<{%bogus%}> <<{%fg 1%}> <{ %")).to.equal("\ufffd{%bogus%}> <\ufffd{%fg 1%}> <{ %");
	});

	it("keeps the lines of a message with several lines", () => {
		expect(printableLines("one\n\x1b[2Jtwo\n")).to.equal("one\n\ufffd[2Jtwo\n");
	});
});

describe("a text in quotation marks", () => {
	it("is formatted as JSON, safe to print and never long", () => {
		fc.assert(
			fc.property(anyText, (given) => {
				expect(steeringIn(quoted(given))).to.deep.equal([]);
				expect(quoted(given)).not.to.contain("\n");
			}),
			{ numRuns: 300 },
		);
		expect(quoted('a "b"')).to.equal('"a \\"b\\""');
		expect(quoted("x".repeat(1_000_000))).to.equal(`"${"x".repeat(200)}…"`);
	});
});
