import fc from "fast-check";
import type { ReviewedEvidence } from "#provider/cognito/reviewedEvidence";
import { feedbackValues, fieldRules } from "#provider/cognito/rules";
import type { FeedbackFile, FileDecision } from "#provider/feedbackFile/feedbackFile";
import { parseFeedbackFile } from "#provider/feedbackFile/read";
import { codePoint } from "./anyText.ts";

/** The pool of the files that tests build. */
export const filePool = "eu-central-1_Test";

export function buildFile(text: string): FeedbackFile {
	return parseFeedbackFile("feedback.yaml", text);
}

/** Texts that YAML may read as another type. */
const lookalikes = [
	"1e5",
	"007",
	"0x1F",
	"yes",
	"No",
	"null",
	"~",
	"true",
	"2026-11-20",
	"1_000",
	".inf",
	"-",
	"?",
	"=",
	"<<",
	"!tag",
	"&a",
	"*a",
	"%x",
	"@x",
	"`x`",
	"#x",
	"a#b",
	"a:",
	"[a]",
	"{a}",
	"'a'",
	'"a"',
	"a,b",
	"---",
	"...",
	"|",
	">-",
	"007:1",
	"12:30:45",
] as const;

const eventId = fc.oneof(
	fc.constantFrom(...lookalikes.filter((text) => /^[\w+-]+$/.test(text))),
	fc.stringMatching(/^[\w+-]{1,50}$/),
	fc.uuid(),
);
const username = fc.oneof(
	fc.constantFrom(...lookalikes),
	fc
		.string({ unit: "grapheme", minLength: 1, maxLength: 20 })
		.filter((text) => /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(text)),
);

/** Texts of all kinds, including those that YAML must quote. */
export const anyString = fc.oneof(
	fc.constantFrom(
		...lookalikes,
		"",
		" ",
		" a ",
		"a # b",
		"a: b",
		"two\nlines",
		"\n",
		"tab\there",
		"\r\n",
		"\u001b[31mred",
		"\u202Eltr",
		"\ud800",
		"\uFEFF",
		"\u0085\u2028",
		"😀",
	),
	fc.string({ unit: "grapheme", maxLength: 300 }),
	fc.string({ unit: codePoint, maxLength: 20 }),
	fc
		.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 5 })
		.map((codes) => String.fromCharCode(...codes)),
);

/** Whether a text is allowed as a note, and so as a text of evidence. */
export const isNote = (text: string) => fieldRules.note(text) === undefined;

const anyText = anyString.filter(isNote);

/** Any evidence that a file can contain, with this kind of text. */
export function anyFileEvidence(text: fc.Arbitrary<string>): fc.Arbitrary<ReviewedEvidence> {
	return fc
		.record(
			{
				source: fc.constantFrom("api", "log"),
				type: text,
				time: text,
				riskLevel: fc.constantFrom("Low", "High"),
				compromisedCredentials: fc.boolean(),
				challenges: fc.array(text, { maxLength: 2 }),
				ipAddress: text,
				device: text,
				priorFeedback: fc.record(
					{ value: text, provider: text },
					{ requiredKeys: ["value"], noNullPrototype: true },
				),
			},
			{ requiredKeys: ["source"] },
		)
		.map((fields) => ({ ...fields }) as ReviewedEvidence);
}

/** Any decision that a file can contain. */
export const anyDecision: fc.Arbitrary<FileDecision> = fc
	.record(
		{
			username,
			feedbackValue: fc.constantFrom(...feedbackValues),
			note: anyText,
			evidence: anyFileEvidence(anyText),
		},
		{ requiredKeys: ["username", "feedbackValue"] },
	)
	.map((fields) => ({ ...fields }));

export const anyDecisions = fc
	.uniqueArray(fc.tuple(eventId, anyDecision), { maxLength: 8, selector: ([id]) => id })
	.map((entries) => new Map(entries));

/** Decisions to add, change and remove, for these decisions. */
export function anyChangesOf(
	decisions: ReadonlyMap<string, FileDecision>,
): fc.Arbitrary<Map<string, FileDecision | undefined>> {
	const ids = [...decisions.keys()];
	const known = ids.length === 0 ? fc.constant([]) : fc.shuffledSubarray(ids);
	const change = fc.option(anyDecision, { nil: undefined });
	return fc
		.tuple(known, fc.array(change, { minLength: ids.length, maxLength: ids.length }), anyDecisions)
		.map(
			([some, changed, added]) => new Map([...some.map((id, at) => [id, changed[at]] as const), ...added]),
		);
}

/**
 * The decisions after changes: existing ones keep their places; a new one follows the greatest of those with a lesser event ID.
 */
export function changed(
	decisions: ReadonlyMap<string, FileDecision>,
	changes: ReadonlyMap<string, FileDecision | undefined>,
): [string, FileDecision][] {
	const result = [...decisions.keys()];
	for (const id of [...changes.keys()].filter((each) => !decisions.has(each)).sort()) {
		const [before] = result
			.filter((each) => each < id)
			.sort()
			.slice(-1);
		result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id);
	}
	return result.flatMap((id): [string, FileDecision][] => {
		const decision = changes.has(id) ? changes.get(id) : decisions.get(id);
		return decision ? [[id, decision]] : [];
	});
}
