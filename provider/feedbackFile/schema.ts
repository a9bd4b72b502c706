import { regionName } from "../cognito/connection.ts";
import type { ReviewedField } from "../cognito/reviewedEvidence.ts";
import { evidenceSources, reviewedFields } from "../cognito/reviewedEvidence.ts";
import type { StringRule } from "../cognito/rules.ts";
import { eventIdRule, feedbackValues, usernameRule, userPoolIdRule } from "../cognito/rules.ts";
import { sampleFields, timePattern } from "./sample.ts";

/** The rule of a note as a pattern; a test compares the two. */
const printableText = {
	type: ["string", "null"],
	pattern: /^(\r\n|[\n\t]|(?!<\{%)[^\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069])*$/u.source,
	patternErrorMessage: "expected a text without control characters, and without `<`, `{` and `%` in a row",
};

/**
 * The JSON Schema of the decisions file, for editors: derived from the rules that the reader checks. The build writes it to
 * `dist/feedbackFile/schema.json`.
 */
export const feedbackFileSchema: Readonly<Record<string, unknown>> = {
	$schema: "http://json-schema.org/draft-07/schema#",
	title: "Decisions on Amazon Cognito auth events",
	description: "What `AuthEventFeedbackSet.fromFile` of pulumi-cognito-feedback declares.",
	type: "object",
	required: ["userPoolId", "decisions"],
	additionalProperties: false,
	properties: {
		userPoolId: { description: "The ID of the user pool.", ...text(userPoolIdRule) },
		region: {
			description:
				"The Region of all decisions, for a replica of the pool. Default: the Region in the pool's ID.",
			type: ["string", "null"],
			pattern: regionName.source,
		},
		decisions: {
			description: "The decisions, by the ID of the auth event.",
			// Null, because a file is left that way when its last decision is removed.
			type: ["object", "null"],
			propertyNames: text(eventIdRule),
			additionalProperties: {
				type: "object",
				required: ["username", "feedbackValue"],
				additionalProperties: false,
				properties: {
					username: {
						description: "The user that the event belongs to: the username, the `sub`, or an alias.",
						...text(usernameRule),
					},
					feedbackValue: {
						description:
							"`Valid`: I trust this session, and its risk was rated too high. `Invalid`: I do not trust this session.",
						enum: [...feedbackValues],
					},
					note: {
						description: "The reason for the decision, for reviewers. Kept in Pulumi's state and never sent.",
						...printableText,
					},
					evidence: {
						description:
							"What the reviewer saw of the event. For a new or changed decision, a preview compares each field with Cognito's.",
						type: ["object", "null"],
						required: ["source"],
						additionalProperties: false,
						properties: evidenceProperties(),
					},
				},
			},
		},
		samples: {
			description:
				"Random samples that events were drawn in. Written by `cognito-feedback`; Pulumi ignores them.",
			type: ["array", "null"],
			items: sampleSchema(),
		},
	},
};

function sampleSchema() {
	const string = { type: "string", minLength: 1, pattern: printableText.pattern };
	const time = { type: "string", pattern: timePattern.source };
	const count = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
	const option = {
		anyOf: [
			{ type: "number" },
			{ type: "boolean" },
			{ type: "string", pattern: printableText.pattern },
			{ type: "array", items: { type: "string", pattern: printableText.pattern } },
		],
	};
	const properties: Record<(typeof sampleFields)[number], object> = {
		drawn: { description: "The time at which it was drawn.", ...time },
		source: { description: "The source of the events, as in `--from`.", ...string },
		since: { description: "The earliest time of an event.", ...time, type: ["string", "null"] },
		until: { description: "The time before which all events happened.", ...time, type: ["string", "null"] },
		filter: {
			description:
				"The options that restricted the events, and filters of the review page such as `risks` and `says`.",
			type: ["object", "null"],
			additionalProperties: option,
		},
		population: { description: "The number of events that it was drawn from.", ...count },
		size: { description: "The number of events requested.", ...count },
		seed: {
			description: "The seed that reproduces the sample.",
			anyOf: [
				{ type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
				string,
			],
		},
		blind: {
			description: "Whether risk and earlier feedback were hidden until each decision was made.",
			type: "boolean",
		},
		events: {
			description: "The event IDs of the sample, including those without a decision.",
			type: "array",
			uniqueItems: true,
			items: text(eventIdRule),
		},
	};
	const required = sampleFields.filter((name) => !["since", "until", "filter"].includes(name));
	return { type: "object", required, additionalProperties: false, properties };
}

function evidenceProperties(): Record<string, unknown> {
	const { type: _, ...characters } = printableText;
	const string = { type: "string", ...characters };
	const feedback = {
		type: ["object", "null"],
		required: ["value"],
		additionalProperties: false,
		properties: { value: string, provider: printableText, date: printableText },
	};
	const kinds = {
		source: {
			description: "`api`: listed by Cognito. `log`: from an exported log.",
			enum: [...evidenceSources],
		},
		text: printableText,
		boolean: { type: ["boolean", "null"] },
		texts: { type: ["array", "null"], items: string },
		feedback,
	};
	const names = Object.keys(reviewedFields) as ReviewedField[];
	return Object.fromEntries(names.map((name) => [name, kinds[reviewedFields[name]]]));
}

function text({ min, max, pattern, characters }: StringRule) {
	return {
		type: "string",
		minLength: min,
		maxLength: max,
		pattern: pattern.source,
		patternErrorMessage: `expected ${characters}`,
	};
}
