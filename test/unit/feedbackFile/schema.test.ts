import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import fc from "fast-check";
import { FeedbackFileError } from "#provider/feedbackFile/errors";
import { parseFeedbackFile } from "#provider/feedbackFile/read";
import { anyString } from "../../support/buildFeedbackFile.ts";

const path = "../../../node_modules/pulumi-cognito-feedback/dist/feedbackFile/schema.json";
const schema = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const fitsSchema = new Ajv({ strict: true, keywords: ["patternErrorMessage"] }).compile(schema);

/** Valid and invalid values of each kind, the valid ones often enough that whole files are valid. */
const pool = fc.oneof(
	{ weight: 6, arbitrary: fc.constant("eu-central-1_Test") },
	fc.constantFrom("", "Test", "eu_", `eu_${"x".repeat(52)}`, `eu_${"x".repeat(53)}`, 7, null),
);
const name = fc.oneof(
	{ weight: 6, arbitrary: fc.constant("alice") },
	fc.constantFrom(
		"",
		"a b",
		"ä€😀",
		"x".repeat(128),
		"😀".repeat(128),
		"😀".repeat(129),
		"a\u200Db",
		7,
		true,
		null,
		[],
	),
	fc.string({ unit: "grapheme", maxLength: 5 }),
);
const value = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom("Valid", "Invalid") },
	fc.constantFrom("valid", "Maybe", "", 1, null, {}),
);
const text = fc.oneof(
	{ weight: 4, arbitrary: fc.string() },
	{ weight: 2, arbitrary: anyString },
	fc.constantFrom("<{%reset%}>", "\r", "a\r\nb\tc", "\u200F", null, 1, false, [], {}),
);
const evidence = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record(
			{
				source: fc.oneof(
					{ weight: 6, arbitrary: fc.constantFrom("api", "log") },
					fc.constantFrom("API", null),
				),
				riskLevel: text,
				compromisedCredentials: fc.constantFrom(true, false, null, "true", 1),
				challenges: fc.constantFrom([], ["Mfa: Failure"], null, [1], [null], ["\u001b"], "Mfa"),
				priorFeedback: fc.constantFrom(
					null,
					{ value: "Valid" },
					{ value: "Valid", provider: "User", date: null },
					{ provider: "User" },
					{ value: 1 },
					{ value: "Valid", by: "User" },
					"Valid",
				),
			},
			{ requiredKeys: ["source"] },
		),
	},
	fc.constantFrom(null, {}, "SignIn, High risk", [], { source: "api", risk: "High" }),
);
const id = fc.oneof(
	{ weight: 6, arbitrary: fc.stringMatching(/^[\w+-]{1,50}$/) },
	fc.constantFrom("", "a b", "x".repeat(50), "x".repeat(51), "ä"),
);
const decision = fc.oneof(
	{
		weight: 9,
		arbitrary: fc.record(
			{ username: name, feedbackValue: value, note: text, evidence },
			{ requiredKeys: ["username", "feedbackValue"] },
		),
	},
	fc.record({ username: name, feedbackValue: value, extra: text }, { requiredKeys: [] }),
	fc.constantFrom(null, [], "Valid", 3),
);
const decisions = fc.oneof(
	{ weight: 9, arbitrary: fc.dictionary(id, decision, { maxKeys: 2 }) },
	fc.constantFrom(null, [], "e1", 1),
);
const region = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom("us-west-2", "us-gov-west-1") },
	fc.constantFrom(null, "", "Frankfurt", 1),
);
const time = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.constantFrom("2026-11-20", "2026-11-20T08:14Z", "2026-11-20T08:14:00.5+02:00"),
	},
	fc.constantFrom("", "yesterday", "2026-11-31x", "2026-13-01", "2026-11-20T25:00Z", 1, null),
);
const count = fc.oneof({ weight: 12, arbitrary: fc.nat() }, fc.constantFrom(-1, 1.5, "1", null, 2 ** 53));
const option = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom("High", 1, true, ["SignIn"], []) },
	fc.constantFrom(null, {}, [1], "\u001b", ["<{%x%}>"]),
);
const sample = fc.record(
	{
		drawn: time,
		source: fc.oneof({ weight: 12, arbitrary: fc.constant("s3://bucket/logs") }, text),
		since: time,
		until: time,
		filter: fc.oneof(
			{ weight: 6, arbitrary: fc.dictionary(fc.constantFrom("risk", "type"), option) },
			fc.constantFrom(null, [], "risk"),
		),
		population: count,
		size: count,
		seed: fc.oneof({ weight: 12, arbitrary: fc.constantFrom(7, "x") }, fc.constantFrom("", true, 1.5, null)),
		blind: fc.oneof({ weight: 12, arbitrary: fc.boolean() }, fc.constantFrom("true", null, 1)),
		events: fc.oneof(
			{ weight: 6, arbitrary: fc.uniqueArray(fc.constantFrom("e1", "007", "1e5")) },
			fc.constantFrom(null, {}, ["e1", "e1"], ["e 1"], "e1", [["e1"]]),
		),
	},
	{ requiredKeys: ["drawn", "source", "population", "size", "seed", "blind", "events"] },
);
const samples = fc.oneof(
	{ weight: 9, arbitrary: fc.array(sample, { maxLength: 2 }) },
	fc.constantFrom(null, {}, "x", [null], [{}], [{ ...{ extra: 1 } }]),
);
const file = fc.oneof(
	{ weight: 9, arbitrary: fc.record({ userPoolId: pool, decisions }) },
	{ weight: 6, arbitrary: fc.record({ userPoolId: pool, region, decisions: fc.constant({}), samples }) },
	fc.record({ userPoolId: pool, decisions, extra: text }, { requiredKeys: [] }),
	fc.constantFrom(null, [], "x", {}),
);

describe("the JSON Schema of the decisions file", () => {
	it("accepts and rejects the same files as the reader", () => {
		const seen = { taken: 0, refused: 0 };
		fc.assert(
			fc.property(file, (content) => {
				// JSON is valid YAML.
				const isTaken = reads(JSON.stringify(content));
				seen[isTaken ? "taken" : "refused"]++;
				expect(fitsSchema(content), JSON.stringify(fitsSchema.errors)).to.equal(isTaken);
			}),
			{ numRuns: 500 },
		);
		// The test proves little if either kind is rare.
		expect(Math.min(seen.taken, seen.refused)).to.be.greaterThan(100);
	});
});

function reads(text: string): boolean {
	try {
		parseFeedbackFile("feedback.yaml", text);
		return true;
	} catch (error) {
		if (error instanceof FeedbackFileError) return false;
		throw error;
	}
}
