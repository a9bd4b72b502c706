import { expect } from "chai";
import fc from "fast-check";
import { briefEvidence } from "#provider/cognito/evidence";
import { evidenceDifferences, reviewedEvidence } from "#provider/cognito/reviewedEvidence";
import { anyEvidence } from "../../support/anyEvidence.ts";

describe("evidence that a reviewer saw", () => {
	for (const [what, reviewed, actual, expected] of [
		["a lower risk", { riskLevel: "Low" }, { riskLevel: "High" }, ["riskLevel"]],
		["another address", { ipAddress: "192.0.2.1" }, { ipAddress: "203.0.113.7" }, ["ipAddress"]],
		["another time", { time: "2026-11-20T08:14Z" }, { time: "2026-11-20T08:16:00Z" }, ["time"]],
		["a time that is none", { time: "yesterday" }, { time: "2026-11-20T08:16:00Z" }, ["time"]],
		[
			"a challenge that was passed",
			{ challenges: ["Mfa: Success"] },
			{ challenges: ["Mfa: Failure"] },
			["challenges"],
		],
		[
			"no leaked password",
			{ compromisedCredentials: false },
			{ compromisedCredentials: true },
			["compromisedCredentials"],
		],
		[
			"other feedback",
			{ priorFeedback: { value: "Valid" } },
			{ priorFeedback: { value: "Invalid" } },
			["priorFeedback"],
		],
	] as const)
		it(`differs with ${what}`, () => {
			const differences = evidenceDifferences({ source: "api", ...reviewed }, actual);
			expect(differences.map(({ field }) => field)).to.deep.equal(expected);
		});

	for (const [what, reviewed, actual] of [
		[
			"case and white space",
			{ riskLevel: " high", device: "Chrome  141" },
			{ riskLevel: "High", device: "Chrome 141" },
		],
		["seconds", { time: "2026-11-20T08:14Z" }, { time: "2026-11-20T08:14:59Z" }],
		["the zone", { time: "2026-11-20T09:14:00+01:00" }, { time: "2026-11-20T08:14:00Z" }],
		["the notation of an address", { ipAddress: "2001:DB8:0:0::1" }, { ipAddress: "2001:db8::1" }],
		["a field that only the file has", { city: "Berlin" }, {}],
		["a field that only Cognito has", {}, { city: "Berlin" }],
		["a place named null", { city: "null" }, { city: "Berlin" }],
		[
			"passed challenges",
			{ challenges: ["Mfa: Failure", "Password: Success"] },
			{ challenges: ["Mfa: Failure"] },
		],
	] as const)
		it(`is equal despite ${what}`, () => {
			expect(evidenceDifferences({ source: "api", ...reviewed }, actual)).to.deep.equal([]);
		});

	it("from a log is not compared in fields that the sign-in may still change", () => {
		const reviewed = { source: "log", response: "InProgress", riskLevel: "Low" } as const;
		const differences = evidenceDifferences(reviewed, { response: "Pass", riskLevel: "High" });
		expect(differences).to.deep.equal([{ field: "riskLevel", reviewed: "Low", actual: "High" }]);
	});

	it("never differs from the event that it was derived from, in Cognito or in state", () => {
		fc.assert(
			fc.property(anyEvidence, ({ priorFeedback, ...rest }) => {
				const event = { eventId: "e1", ...rest, ...(priorFeedback && { feedback: priorFeedback }) };
				const reviewed = reviewedEvidence(event);
				const whole = { ...rest, ...(priorFeedback && { priorFeedback }) };
				for (const actual of [whole, briefEvidence(whole)])
					expect(evidenceDifferences(reviewed, actual)).to.deep.equal([]);
			}),
			{ numRuns: 200 },
		);
	});
});
