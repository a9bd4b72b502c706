import { expect } from "chai";
import fc from "fast-check";
import { printable } from "#provider/cognito/printable";

/** Told another way than by the provider's pattern: by code point. */
function steers(point: string): boolean {
	const code = point.codePointAt(0) ?? 0;
	return (
		code < 0x20 ||
		(code >= 0x7f && code <= 0x9f) ||
		[0x061c, 0x200e, 0x200f].includes(code) ||
		(code >= 0x2028 && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069)
	);
}

const steering = fc.constantFrom(
	..."\0\x07\b\t\n\r\x1b\x7f\x80\x9b\x9f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069",
);
const ordinary = fc.constantFrom(..."azÅé漢字עברית😀🏳️‍🌈👩‍👩‍👧 .,;!?[]0123456789");
const text = fc.oneof(
	fc.string({ unit: "binary" }),
	fc.string({ unit: fc.oneof(steering, ordinary) }),
	fc.string({ unit: "grapheme" }),
);

describe("a text that is safe to print", () => {
	it("has a mark in place of each control character, and everything else as it was", () => {
		fc.assert(
			fc.property(text, (given) => {
				const expected = Array.from(given, (point) => (steers(point) ? "\ufffd" : point)).join("");
				expect(printable(given)).to.equal(expected);
			}),
			{ numRuns: 2_000 },
		);
	});

	it("is any ordinary text untouched, emoji included", () => {
		fc.assert(
			fc.property(fc.string({ unit: ordinary }), (given) => {
				expect(printable(given)).to.equal(given);
			}),
		);
	});

	it("does not clear the screen, name the window or turn the writing round", () => {
		expect(printable("\x1b[2J\x1b]0;x\x07")).to.equal("\ufffd[2J\ufffd]0;x\ufffd");
		expect(printable("Chrome\u202Eexe.gpj\u2069")).to.equal("Chrome\ufffdexe.gpj\ufffd");
		expect(printable("one\r\ntwo\u009b31m")).to.equal("one\ufffd\ufffdtwo\ufffd31m");
	});
});
