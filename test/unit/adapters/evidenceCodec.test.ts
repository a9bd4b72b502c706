import { expect } from "chai";
import fc from "fast-check";
import { decodeEvidence, encodeEvidence } from "#provider/adapters/codecs";
import { briefEvidence, type Evidence, evidenceLevels, reduceEvidence } from "#provider/cognito/evidence";
import { anyEvidence } from "../../support/anyEvidence.ts";

const whole: Evidence = {
	type: "SignIn",
	time: "2026-11-20T08:14:59Z",
	response: "Fail",
	riskDecision: "AccountTakeover",
	riskLevel: "High",
	compromisedCredentials: true,
	ipAddress: "203.0.113.7",
	device: "Chrome 141, Windows 11",
	city: "Berlin",
	country: "Germany",
	timeZone: "+01:00",
	challenges: ["Password: Success", "Mfa: Failure"],
	priorFeedback: { value: "Invalid", provider: "User", date: "2026-11-21T09:00:00Z" },
};

/** Texts and their evidence. Both are in users' state, so neither may change. */
const kept: readonly (readonly [string, string, Evidence])[] = [
	["nothing", "", {}],
	[
		"what a set keeps of a usual sign-in",
		"SignIn; 2026-11-20T08:14Z; High; AccountTakeover; 203.0.113.7; Berlin; Germany; Chrome 141, Windows 11",
		{
			type: "SignIn",
			time: "2026-11-20T08:14Z",
			riskLevel: "High",
			riskDecision: "AccountTakeover",
			ipAddress: "203.0.113.7",
			city: "Berlin",
			country: "Germany",
			device: "Chrome 141, Windows 11",
		},
	],
	[
		"everything",
		"SignIn; 2026-11-20T08:14:59Z; High; AccountTakeover; 203.0.113.7; Berlin; Germany; Chrome 141, Windows 11; Fail; true; Invalid; User; 2026-11-21T09:00:00Z; +01:00; Password: Success; Mfa: Failure",
		whole,
	],
	["a time alone", "; 2026-11-20T08:14Z", { time: "2026-11-20T08:14Z" }],
	["a challenge alone", "; ; ; ; ; ; ; ; ; ; ; ; ; ; Mfa: Failure", { challenges: ["Mfa: Failure"] }],
	["credentials that did not leak", "; ; ; ; ; ; ; ; ; false", { compromisedCredentials: false }],
	["feedback of unknown origin", "; ; ; ; ; ; ; ; ; ; Valid", { priorFeedback: { value: "Valid" } }],
	["marks of this format in a value", "a\\; b\\\\; c", { type: "a; b\\", time: "c" }],
];

describe("evidence of a set's decision in one string", () => {
	for (const [what, text, evidence] of kept) {
		it(`encodes ${what}`, () => {
			expect(encodeEvidence(evidence)).to.equal(text);
			expect(decodeEvidence(text)).to.deep.equal(evidence);
		});
	}

	it("is decoded unchanged, whether complete or reduced for a set", () => {
		fc.assert(
			fc.property(anyEvidence, fc.constantFrom(...evidenceLevels), (evidence, level) => {
				const reduced = reduceEvidence(evidence, level) ?? {};
				for (const each of [reduced, briefEvidence(reduced)])
					expect(decodeEvidence(encodeEvidence(each))).to.deep.equal(each);
			}),
			{ numRuns: 500 },
		);
	});

	it("stays the same when it is reduced again, as in each check", () => {
		fc.assert(
			fc.property(anyEvidence, (evidence) => {
				const text = encodeEvidence(briefEvidence(evidence));
				expect(encodeEvidence(briefEvidence(decodeEvidence(text)))).to.equal(text);
			}),
		);
	});

	it("cannot be given a rating by a device name", () => {
		const { device, ...rest } = decodeEvidence(
			encodeEvidence({ riskLevel: "High", device: "x; Pass; false; Valid; Admin" }),
		);
		expect(rest).to.deep.equal({ riskLevel: "High" });
		expect(device).to.equal("x; Pass; false; Valid; Admin");
	});

	it("is rejected in a newer format", () => {
		expect(() => decodeEvidence("\\2 SignIn")).to.throw(
			"This state was written by a newer version of pulumi-cognito-feedback. Install that version.",
		);
		fc.assert(
			fc.property(anyEvidence, (evidence) => {
				expect(encodeEvidence(evidence)).not.to.match(/^\\\d/);
			}),
		);
	});

	it("is decoded in linear time, however many escapes a value has", () => {
		const device = "\\".repeat(20_000);
		expect(decodeEvidence(encodeEvidence({ device, response: "Fail" }))).to.deep.equal({
			device,
			response: "Fail",
		});
	}).timeout(4_000);
});
