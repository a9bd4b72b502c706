import { expect } from "chai";
import fc from "fast-check";
import { addSample } from "#provider/feedbackFile/addSample";
import { changeFeedbackFile } from "#provider/feedbackFile/change";
import { emptyFeedbackFile } from "#provider/feedbackFile/read";
import type { Sample } from "#provider/feedbackFile/sample";
import { anyChangesOf, anyDecisions, buildFile, changed, filePool } from "../../support/buildFeedbackFile.ts";

const nowhere = emptyFeedbackFile("/nowhere/feedback.yaml", filePool);

const sample: Sample = {
	drawn: "2026-11-20T08:14:00Z",
	source: "s3://bucket/logs",
	since: "2026-10-01",
	filter: { risk: "High", type: ["SignIn", "SignUp"] },
	population: 120_000,
	size: 3,
	seed: 42,
	blind: true,
	events: ["1e5", "x2", "x3"],
};

const lines = `samples:
  - drawn: "2026-11-20T08:14:00Z"
    source: s3://bucket/logs
    since: "2026-10-01"
    filter:
      risk: High
      type: [SignIn, SignUp]
    population: 120000
    size: 3
    seed: 42
    blind: true
    events:
      - "1e5"
      - x2
      - x3
`;

const anySample: fc.Arbitrary<Sample> = fc
	.record(
		{
			drawn: fc.constantFrom("2026-11-20", "2026-11-20T08:14:00.123Z"),
			source: fc.constantFrom("cognito", "-", "logs/*.gz", "a # b", "logs:/aws/vendedlogs/x", "🙂"),
			until: fc.constant("2026-11-20T08:14+02:00"),
			filter: fc
				.dictionary(
					fc.constantFrom("risk", "user", "1e5", "a: b"),
					fc.oneof(fc.constantFrom("High", "yes", "007", 7, true), fc.array(fc.constantFrom("a,b", "[c]"))),
				)
				.map((options) => ({ ...options })),
			population: fc.nat(),
			size: fc.nat(),
			seed: fc.oneof(fc.maxSafeInteger(), fc.constantFrom("42", "x y")),
			blind: fc.boolean(),
			events: fc.uniqueArray(fc.stringMatching(/^[\w+-]{1,50}$/)),
		},
		{ requiredKeys: ["drawn", "source", "population", "size", "seed", "blind", "events"] },
	)
	.map((fields) => ({ ...fields }));

describe("samples in a decisions file", () => {
	it("are written below the decisions, with a line for each event", () => {
		const first = addSample(nowhere, sample);
		expect(first).to.equal(`userPoolId: ${filePool}\ndecisions:\n${lines}`);
		expect(buildFile(first).samples).to.deep.equal([sample]);
		const second = addSample(buildFile(first), { ...sample, events: [] });
		expect(second).to.equal(
			`${first}${lines.replace(/^samples:\n/, "").replace(/events:[\s\S]*/, "events: []\n")}`,
		);
	});

	for (const [what, text] of [
		["another key below them", `samples: # drawn\n- {}\n\n# the pool\nuserPoolId: ${filePool}\ndecisions:\n`],
		["Windows line ends", `userPoolId: ${filePool}\r\ndecisions:\r\nsamples: []\r\n`],
		["no last line end", `userPoolId: ${filePool}\ndecisions:`],
		["JSON", `{ "userPoolId": "${filePool}", "decisions": {}, "samples": [] }`],
	] as const)
		it(`are added to a file with ${what}`, () => {
			const file = buildFile(text.replace("{}\n\n", `${JSON.stringify(sample)}\n\n`));
			const added = buildFile(addSample(file, sample));
			expect(added.samples).to.deep.equal([...file.samples, sample]);
			if (text.includes("# the pool"))
				expect(added.text).to.match(/samples: # drawn\n[\s\S]*\n\n# the pool\nuser/);
			if (text.includes("\r")) expect(added.text.replaceAll("\r\n", "")).not.to.match(/[\r\n]/);
		});

	it("stay unchanged while decisions change, whatever they contain", () => {
		const steps = anyDecisions.chain((before) =>
			fc.tuple(fc.array(anySample, { maxLength: 3 }), fc.constant(before), anyChangesOf(before)),
		);
		fc.assert(
			fc.property(steps, ([samples, before, changes]) => {
				let file = buildFile(changeFeedbackFile(nowhere, before));
				for (const each of samples) file = buildFile(addSample(file, each));
				const { samples: kept, decisions } = buildFile(changeFeedbackFile(file, changes));
				expect(kept).to.deep.equal(samples);
				expect([...decisions]).to.deep.equal(changed(file.decisions, changes));
			}),
			{ numRuns: 40 },
		);
	});

	it("are rejected with the place if they break a rule", () => {
		for (const [field, value, message] of [
			["drawn", "yesterday", /:5:12: `drawn` must be a time as ISO 8601/],
			["size", -1, /:12:11: `size` must be a whole number$/],
			["seed", 0.5, /:13:11: `seed` must be a string, not a number$/],
			["blind", '"yes"', /:14:12: `blind` must be true or false$/],
		] as const) {
			const text = `userPoolId: ${filePool}\ndecisions:\n\n${lines}`.replace(
				new RegExp(`(${field}): .*`),
				`$1: ${value}`,
			);
			expect(() => buildFile(text), field).to.throw(message);
		}
		for (const [change, message] of [
			[(text: string) => text.replace("- x3", "- x2"), /:17:9: event "x2" is a duplicate$/],
			[(text: string) => text.replace("- x3", "- x 3"), /:17:9: the event ID has an invalid format/],
			[(text: string) => text.replace(/events:[\s\S]*/, ""), /:4:5: `events` is required$/],
			[
				(text: string) => text.replace("seed", "Seed"),
				/`Seed` is not a valid property \(did you mean `seed`\?\)/,
			],
			[(text: string) => text.replace("risk: High", "risk: {}"), /`risk` must be a string/],
		] as const)
			expect(() => buildFile(`userPoolId: ${filePool}\ndecisions:\n${change(lines)}`)).to.throw(message);
		expect(() => addSample(nowhere, { ...sample, drawn: "now" })).to.throw(
			"cannot write the sample: `drawn` must be a time",
		);
	});
});
