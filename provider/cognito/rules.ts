import { isPrintable, printable, shortened } from "./printable.ts";

/**
 * The rules that Amazon Cognito's API model gives for the parameters of the two operations. One table, so that
 * previews and the emulator reject the same values.
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback and AdminListUserAuthEvents.
 */

/** A string parameter: its length in Unicode code points, and its characters. */
export interface StringRule {
	readonly min: number;
	readonly max: number;
	readonly pattern: RegExp;
	/** The pattern in words. */
	readonly characters: string;
	/** Whether the API model marks the value as sensitive: it must not be printed. */
	readonly sensitive: boolean;
}

export const userPoolIdRule: StringRule = {
	min: 1,
	max: 55,
	pattern: /^[\w-]+_[0-9a-zA-Z]+$/,
	characters: "a Region, `_` and letters or digits, like `eu-central-1_AbCdEf123`",
	sensitive: false,
};

export const usernameRule: StringRule = {
	min: 1,
	max: 128,
	pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
	characters: "letters, marks, symbols, numbers and punctuation, without spaces or control characters",
	sensitive: true,
};

export const eventIdRule: StringRule = {
	min: 1,
	max: 50,
	pattern: /^[\w+-]+$/,
	characters: "letters, digits, `_`, `+` and `-`",
	sensitive: false,
};

/** The feedback that an administrator can give on an auth event. */
export const feedbackValues = ["Valid", "Invalid"] as const;

/**
 * An administrator's feedback. `Valid`: I trust this session, and Cognito rated its risk too high. `Invalid`: I do not
 * trust this session, and Cognito rated its risk correctly or too low.
 */
export type FeedbackValue = (typeof feedbackValues)[number];

/** The maximum number of events in a page of AdminListUserAuthEvents; 0 requests the same. */
export const maxPageSize = 60;

/** The parts of a rule that a value breaks. */
export interface Violations {
	readonly length: boolean;
	readonly pattern: boolean;
}

/** Tests a value against a rule. Length counts code points, as Smithy's `length` trait does. */
export function violations(rule: StringRule, value: string): Violations {
	const length = [...value].length;
	return { length: length < rule.min || length > rule.max, pattern: !rule.pattern.test(value) };
}

export function isFeedbackValue(value: unknown): value is FeedbackValue {
	return feedbackValues.some((known) => known === value);
}

/** The fields of a decision. */
export type DecisionField = "userPoolId" | "username" | "eventId" | "feedbackValue" | "note";

/** The problem of a known value of a field, and what is expected; `undefined` if it is valid. */
type FieldRule = (value: unknown) => string | undefined;

/** The rule of each field. Source: AWS API reference, AdminUpdateAuthEventFeedback, "Request Parameters". */
export const fieldRules: Readonly<Record<DecisionField, FieldRule>> = {
	userPoolId: (value) => required(value) ?? text(value) ?? matches(userPoolIdRule, value as string),
	username: (value) => required(value) ?? text(value) ?? matches(usernameRule, value as string),
	eventId: (value) => required(value) ?? text(value) ?? matches(eventIdRule, value as string),
	feedbackValue: (value) => required(value) ?? text(value) ?? oneOfFeedbackValues(value as string),
	note: (value) => (isAbsent(value) ? undefined : (text(value) ?? printableNote(value as string))),
};

function isAbsent(value: unknown): boolean {
	return value === undefined || value === null;
}

function required(value: unknown): string | undefined {
	return isAbsent(value) ? "is required" : undefined;
}

function text(value: unknown): string | undefined {
	if (typeof value === "string") return undefined;
	return `must be a string, not ${kindOf(value)}`;
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return "an array";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function matches(rule: StringRule, value: string): string | undefined {
	const { length, pattern } = violations(rule, value);
	const wrong: string[] = [];
	if (length) wrong.push(`is ${[...value].length} characters long; expected ${rule.min} to ${rule.max}`);
	if (pattern && value !== "") wrong.push(`has an invalid format; expected ${rule.characters}`);
	return wrong.length === 0 ? undefined : wrong.join(", and ");
}

/** Pulumi prints the changed lines of a note unchanged. Line breaks, tabs and marks of right-to-left writing are allowed. */
function printableNote(value: string): string | undefined {
	if (isPrintable(value.replace(/\r\n|[\n\t\u061C\u200E\u200F]/g, " "))) return undefined;
	return "contains characters that Pulumi cannot print: control characters, lone surrogates (invalid Unicode), or `<`, `{` and `%` in a row, which the Pulumi CLI treats as a color tag; remove them";
}

function oneOfFeedbackValues(value: string): string | undefined {
	if (isFeedbackValue(value)) return undefined;
	const expected = feedbackValues.map((each) => `\`${each}\``).join(" or ");
	return `is not a feedback value; expected ${expected}${didYouMean(value, feedbackValues)}`;
}

/** Every unknown name, with what is expected instead: a misspelled name must not be ignored. */
export function unknownNames(known: readonly string[], given: readonly string[]): string[] {
	const expected = known.map((name) => `\`${name}\``).join(", ");
	return given
		.filter((name) => !known.includes(name))
		.map(
			(name) =>
				`\`${printable(shortened(name))}\` is not a valid property${didYouMean(name, known)}; expected ${expected}`,
		);
}

/** ` (did you mean …?)` if a text differs from a candidate only in case and surrounding space; otherwise empty. */
export function didYouMean(text: string, candidates: readonly string[]): string {
	const normalized = text.trim().toLowerCase();
	const meant = candidates.find((candidate) => candidate.toLowerCase() === normalized);
	return meant === undefined ? "" : ` (did you mean \`${meant}\`?)`;
}
