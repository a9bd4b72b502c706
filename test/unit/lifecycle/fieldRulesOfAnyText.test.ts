import { expect } from "chai";
import fc from "fast-check";
import type { DecisionField } from "#provider/lifecycle/decision";
import { buildDecision } from "../../support/buildDecision.ts";
import { failuresOf } from "../../support/buildFailures.ts";

/**
 * The API model, told another way than by the provider's patterns: by what each code point is.
 * Source: AWS API reference, AdminUpdateAuthEventFeedback.
 */
const model: Readonly<Record<DecisionField, (text: string) => boolean>> = {
	userPoolId: (text) => {
		const last = text.lastIndexOf("_");
		return (
			hasLength(text, 55) &&
			last > 0 &&
			last < text.length - 1 &&
			consistsOf(text.slice(0, last), (point) => isAlphanumeric(point) || "_-".includes(point)) &&
			consistsOf(text.slice(last + 1), isAlphanumeric)
		);
	},
	// All general categories but separators and "other": control, format, surrogate, private and unassigned.
	username: (text) => hasLength(text, 128) && consistsOf(text, (point) => !/[\p{Z}\p{C}]/u.test(point)),
	eventId: (text) =>
		hasLength(text, 50) && consistsOf(text, (point) => isAlphanumeric(point) || "_+-".includes(point)),
	feedbackValue: (text) => text === "Valid" || text === "Invalid",
	note: () => true,
};

function hasLength(text: string, max: number): boolean {
	const length = Array.from(text).length;
	return length >= 1 && length <= max;
}

function consistsOf(text: string, isRight: (point: string) => boolean): boolean {
	return Array.from(text).every(isRight);
}

function isAlphanumeric(point: string): boolean {
	return (
		((point >= "a" && point <= "z") || (point >= "A" && point <= "Z") || (point >= "0" && point <= "9")) &&
		point.length === 1
	);
}

const codeUnit = fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit));
const usual = fc.constantFrom(..."azAZ09_+-");
const odd = fc.constantFrom(
	"😀",
	"\ud83d",
	"\ude00",
	"\0",
	"\n",
	" ",
	"\u200d",
	"é",
	"\u0301",
	"/",
	"\u{10ffff}",
);
const known = fc.constantFrom(
	"__proto__",
	"constructor",
	"toString",
	"",
	"Valid",
	"valid",
	"eu-central-1_AbC",
);

/** Anything; what is nearly right; and lengths about the limits. */
const text = fc.oneof(
	known,
	fc.string({ unit: "binary" }),
	fc.string({ unit: codeUnit, maxLength: 140 }),
	fc.string({ unit: usual, maxLength: 140 }),
	fc.string({
		unit: fc.oneof({ weight: 20, arbitrary: usual }, { weight: 1, arbitrary: odd }),
		maxLength: 140,
	}),
	fc
		.tuple(fc.constantFrom("a", "😀"), fc.integer({ min: 48, max: 130 }))
		.map(([one, times]) => one.repeat(times)),
	fc
		.tuple(fc.string({ unit: usual, maxLength: 56 }), fc.string({ unit: usual, maxLength: 8 }))
		.map(([before, after]) => `${before}_${after}`),
);

describe("rules of a decision's fields, for any text", () => {
	for (const field of Object.keys(model) as DecisionField[]) {
		it(`${field} is refused just where the API model refuses it`, () => {
			fc.assert(
				fc.property(text, (value) => {
					const failures = failuresOf({ ...buildDecision(), [field]: value });
					expect(failures.length === 0).to.equal(model[field](value));
				}),
				{ numRuns: 2000 },
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
			.oneof(text, fc.string())
			.filter((key) => !key.startsWith("__") && !Object.hasOwn(model, key));
		fc.assert(
			fc.property(name, (key) => {
				const [failure, ...others] = failuresOf({ ...buildDecision(), [key]: "x" });
				expect(others).to.deep.equal([]);
				expect(failure?.reason).to.contain(`\`${key}\` is not known here`);
			}),
		);
	});
});
