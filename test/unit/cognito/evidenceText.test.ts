import { expect } from "chai";
import type { Evidence } from "#provider/cognito/evidence";
import { describeEvidence } from "#provider/cognito/evidence";

const cases: readonly (readonly [string, Evidence, string])[] = [
	[
		"everything in a reader's order",
		{
			type: "SignIn",
			time: "2026-11-20T08:14:59Z",
			response: "Fail",
			riskDecision: "AccountTakeover",
			riskLevel: "High",
			compromisedCredentials: true,
			ipAddress: "203.0.113.7",
			city: "Berlin",
			country: "DE",
			device: "Chrome on Windows",
			timeZone: "+01:00",
			challenges: ["Password: Success"],
			priorFeedback: { value: "Invalid", provider: "Admin", date: "2026-11-21T09:00:00Z" },
		},
		"SignIn 2026-11-20 08:14 UTC Fail, High risk (AccountTakeover), compromised credentials, feedback Invalid by Admin | 203.0.113.7 Berlin DE, Chrome on Windows",
	],
	["no response where the event passed", { type: "SignUp", response: "Pass" }, "SignUp"],
	["nothing of an empty evidence", {}, ""],
	["a level without a decision", { riskLevel: "Low" }, "Low risk"],
	["a decision without a level", { riskDecision: "NoRisk" }, "NoRisk"],
	["credentials that leaked, without a rating", { compromisedCredentials: true }, "compromised credentials"],
	[
		"nothing of credentials that did not leak",
		{ compromisedCredentials: false, riskLevel: "Low" },
		"Low risk",
	],
	["a place without an address", { city: "Berlin" }, "Berlin"],
	["a time without a type", { time: "2026-01-02T03:04:05Z" }, "2026-01-02 03:04 UTC"],
	[
		"challenges that were not met",
		{ type: "SignIn", challenges: ["Password: Success", "Mfa: Failure"] },
		"SignIn, Mfa: Failure",
	],
	["values newer than this package", { type: "Passkey", riskLevel: "Extreme" }, "Passkey, Extreme risk"],
];

describe("evidence in words", () => {
	for (const [what, evidence, line] of cases) {
		it(`shows ${what}`, () => {
			const { event, origin } = describeEvidence(evidence);
			expect([event, origin].filter((part) => part !== undefined).join(" | ")).to.equal(line);
		});
	}
});
