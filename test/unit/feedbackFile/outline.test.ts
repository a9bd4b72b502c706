import { expect } from "chai";
import fc from "fast-check";
import { stringify } from "yaml";
import { changeFeedbackFile } from "#provider/feedbackFile/change";
import { scalarOf } from "#provider/feedbackFile/lines";
import { outlineOf } from "#provider/feedbackFile/outline";
import { ParsedDecisions } from "#provider/feedbackFile/parsedDecisions";
import { emptyFeedbackFile } from "#provider/feedbackFile/read";
import { anyDecisions, anyString, filePool } from "../../support/buildFeedbackFile.ts";

/** The same text, read only by the YAML library: no outline is made after `---`. */
function readWhole(text: string) {
	const whole = `---\n${text}`;
	expect(outlineOf(whole)).to.equal(undefined);
	return resultOf(whole, 1);
}

function resultOf(text: string, linesBefore = 0) {
	const { userPoolId, decisions, lines, samples, mistakes } = new ParsedDecisions(text);
	return {
		userPoolId,
		samples,
		decisions: [...decisions],
		lines: [...lines].map(([eventId, line]) => [eventId, line - linesBefore]),
		mistakes: mistakes.map((mistake) => ({ ...mistake, line: mistake.line - linesBefore })),
	};
}

/** Lines that a person may write, most of them invalid there. */
const line = fc.oneof(
	fc.constantFrom(
		"",
		"# comment",
		"  # comment",
		"      # comment",
		"  e1:",
		"  'e1': # first",
		"  e1: {username: a, feedbackValue: Valid}",
		"    note: |",
		"    note: >-",
		'    note: "two',
		"    note: two",
		"      lines",
		'      lines"',
		"    note: a # b",
		"    note: 7",
		"    username: yes # yes",
		"    username:",
		"    feedbackValue: Invalid",
		"    evidence: {source: log, challenges: [a: b]}",
		"    evidence:",
		"      source: api",
		"      challenges: [Mfa, 7, 'a']",
		"      challenges: [Mfa: Failure]",
		"      priorFeedback: { value: Valid, date: 2026-11-20T08:14Z }",
		"      compromisedCredentials: True",
		"      time: 2026-11-20",
		"      city: null",
		"      city: 0x1F",
		"   odd: 1",
		"\ttab: 1",
		"  ? e2",
		"  : username: a",
		"  - e3",
		"  &a e4:",
		"  *a : x",
		"decisions:",
		"samples: []",
		"region: us-west-2",
		"samples:",
		"- drawn: 1",
		"...",
		"}",
	),
	fc.constantFrom("note", "username", "device").chain((name) => {
		return anyString.map((text) => `    ${name === "device" ? "  " : ""}${name}: ${text.split("\n")[0]}`);
	}),
);

describe("a decisions file that is read by its lines", () => {
	it("is read like by the YAML library if this package wrote it", () => {
		fc.assert(
			fc.property(anyDecisions, (decisions) => {
				const text = changeFeedbackFile(emptyFeedbackFile("/nowhere/f.yaml", filePool), decisions);
				expect(resultOf(text)).to.deep.equal(readWhole(text));
			}),
			{ numRuns: 50 },
		);
	});

	it("is read like by the YAML library if people add anything", () => {
		const lines = fc.tuple(
			fc.array(line, { maxLength: 4 }),
			fc.array(line, { maxLength: 4 }),
			fc.array(line, { maxLength: 3 }),
		);
		fc.assert(
			fc.property(lines, ([first, second, last]) => {
				const text = [
					`userPoolId: ${filePool}`,
					"decisions:",
					"  e1:",
					"    username: a",
					"    feedbackValue: Valid",
					...first,
					"  e2:",
					"    username: b",
					...second,
					"    feedbackValue: Valid",
					...last,
					"",
				].join("\n");
				const [read, whole] = [resultOf(text), readWhole(text)];
				// Both reject invalid YAML; the library may report more or fewer mistakes after it.
				if (whole.mistakes.length > 0) expect(read.mistakes).not.to.deep.equal([]);
				else expect(read).to.deep.equal(whole);
			}),
			{ numRuns: 300 },
		);
	});

	it("has texts in the library's format", () => {
		const shapes = fc.oneof(
			fc.uuid(),
			fc.ipV4(),
			fc.stringMatching(/^[\w .,;/()+:-]{1,12}$/),
			fc.stringMatching(/^[eEyYnNoOtTfF\d.+_-]{1,6}$/),
			fc.constantFrom(
				"2026-11-20T08:14Z",
				"yes",
				"Off",
				"null",
				"y",
				"e2",
				"E1_0",
				"TICKET-1, Berlin (Mitte)",
			),
		);
		fc.assert(
			fc.property(shapes, (text) => {
				const options = { lineWidth: 0, compat: "yaml-1.1", blockQuote: false } as const;
				expect(scalarOf(text)).to.equal(stringify({ _: text }, options).slice("_: ".length, -1));
			}),
			{ numRuns: 500 },
		);
	});
});
