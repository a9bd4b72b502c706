import { expect } from "chai";
import fc from "fast-check";
import { explain } from "#provider/cognito/errors";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { printable } from "#provider/cognito/printable";

const attempt = { operation: "AdminListUserAuthEvents", userPoolId: "eu-central-1_A" } as const;

/** What the SDK makes of an error that it does not know: all that the answer holds is on it. */
function asSdkThrows(name: string, answer: object): Error {
	const error = Object.assign(new Error(), { name, $metadata: { httpStatusCode: 400, attempts: 1 } });
	for (const [field, value] of Object.entries(answer)) Reflect.set(error, field, value);
	return error;
}

describe("an error in the words of a server that may be any", () => {
	const clearScreen = "\x1b[2J";

	for (const [what, name, answer] of [
		["a name", `New${clearScreen}Exception`, {}],
		["a message", "InvalidParameterException", { message: clearScreen }],
		["a code", "NewException", { code: `${clearScreen}CERT` }],
		["a code among several", "NewException", { errors: [{ code: `${clearScreen}CERT` }] }],
	] as const) {
		it(`is told without what steers a terminal in ${what}`, () => {
			const { message } = explain(asSdkThrows(name, answer), attempt);
			expect(message).to.include("\ufffd[2J").and.equal(printable(message));
		});
	}

	it("is told, whatever stands in its fields", () => {
		const name = fc.oneof(
			fc.constantFrom("InvalidParameterException", "AccessDeniedException", "SyntaxError", "TimeoutError"),
			fc.string({ unit: "binary" }),
		);
		const value = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.constant([null]));
		const answer = fc.record(
			{ name: value, message: value, code: value, errors: value, toString: value },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(name, answer, (named, fields) => {
				const error = explain(asSdkThrows(named, fields), attempt);
				expect(error).to.be.instanceOf(FeedbackError);
				expect(error.message).to.match(/^user pool eu-central-1_A: ./);
				expect(error.message).to.equal(printable(error.message));
			}),
			{ numRuns: 100 },
		);
	});
});
