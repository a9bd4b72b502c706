import fc from "fast-check";
import type { Evidence } from "#provider/cognito/evidence";
import { anyText } from "./anyText.ts";

/** The name of a device, a place or a new value of Cognito; never empty, because Cognito's client omits empty ones. */
const text = fc
	.oneof(
		anyText,
		fc.string({ unit: fc.constantFrom(";", "\\", " ", "\n", "\r", ",", '"', "a", "1"), minLength: 1 }),
		fc.constantFrom(
			"; ",
			"\\; ",
			";; \\",
			"\\\\",
			"a;\nb\\;\r\nc",
			"Chrome; Low risk, feedback Valid by Admin",
		),
	)
	.filter((value) => value !== "");

const time = fc
	.date({ min: new Date("2017-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
	.map((date) => date.toISOString().replace(/\.\d{3}Z$/, "Z"));

/** One of Cognito's known values, or one of a newer Cognito. */
function known(...values: readonly string[]) {
	return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: text });
}

/** Evidence as Cognito may return it: with any fields missing, and any text in the others. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc.record(
	{
		type: known("SignIn", "SignUp", "ForgotPassword"),
		time,
		response: known("Pass", "Fail", "InProgress"),
		riskDecision: known("NoRisk", "AccountTakeover", "Block"),
		riskLevel: known("Low", "Medium", "High"),
		compromisedCredentials: fc.boolean(),
		ipAddress: text,
		device: text,
		city: text,
		country: text,
		timeZone: text,
		challenges: fc.array(known("Password: Success", "Password: Failure", "Mfa"), {
			minLength: 1,
			maxLength: 3,
		}),
		priorFeedback: fc.record(
			{ value: known("Valid", "Invalid"), provider: known("Admin", "User"), date: time },
			{ requiredKeys: ["value"], noNullPrototype: true },
		),
	},
	{ requiredKeys: [], noNullPrototype: true },
);
