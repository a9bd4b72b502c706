import { expect } from "chai";
import fc from "fast-check";
import type { AuthEvent } from "#provider/cognito/authEvent";
import { evidenceOf } from "#provider/lifecycle/evidence";
import { evidenceFromWords, keptEvidence } from "#provider/lifecycle/evidenceFromWords";
import { evidenceInWords } from "#provider/lifecycle/evidenceInWords";
import { anyText } from "../../support/anyText.ts";

/** Fields that Cognito may leave out, with the values that its API lists and some that a newer one might. */
const anyEvent: fc.Arbitrary<AuthEvent> = fc.record(
	{
		eventId: fc.constant("e1"),
		type: fc.constantFrom(
			"SignIn",
			"SignUp",
			"ForgotPassword",
			"PasswordChange",
			"ResendCode",
			"PasskeySignIn",
		),
		time: fc
			.date({ min: new Date("2017-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
			.map((date) => `${date.toISOString().slice(0, 16)}:00Z`),
		response: fc.constantFrom("Pass", "Fail", "InProgress"),
		riskDecision: fc.constantFrom("NoRisk", "AccountTakeover", "Block"),
		riskLevel: fc.constantFrom("Low", "Medium", "High", "VeryHigh"),
		compromisedCredentials: fc.boolean(),
		challenges: fc.subarray(["Password: Success", "Password: Failure", "Mfa: Failure", "Mfa"], {
			minLength: 1,
		}),
		feedback: fc.record(
			{ value: fc.constantFrom("Valid", "Invalid"), provider: fc.constantFrom("Admin", "User", "Some one") },
			{ requiredKeys: ["value"] },
		),
		// What may be chosen by whoever signs in.
		ipAddress: anyText,
		device: fc.oneof(anyText, fc.constant("Chrome; Low risk, answered Valid by Admin")),
		city: anyText,
		country: anyText,
	},
	{ requiredKeys: ["eventId"] },
);

describe("evidence that a set keeps in words", () => {
	for (const level of ["full", "risk"] as const) {
		it(`says of type, time, risk and answers what fields would (${level})`, () => {
			fc.assert(
				fc.property(anyEvent, (event) => {
					const { type, time, ...evidence } = keptEvidence(evidenceOf(event, level) ?? {});
					const words = evidenceInWords(event, level);
					fc.pre(words !== undefined);
					const read = evidenceFromWords(words ?? "");
					expect(read).to.deep.include(evidence);
					expect(read.priorFeedback).to.deep.equal(evidence.priorFeedback);
					expect(read.riskLevel).to.equal(evidence.riskLevel);
					expect(read.time && Date.parse(read.time)).to.equal(time && Date.parse(time));
					// The words begin with the type or, without one, with how the event ended.
					if (time !== undefined) expect(read.type).to.equal(type);
				}),
			);
		});
	}

	it("is none where there are no words", () => {
		expect(evidenceFromWords("")).to.deep.equal({ compromisedCredentials: false });
	});
});
