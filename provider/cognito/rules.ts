/**
 * The rules that Amazon Cognito's API model gives for the parameters of the two operations. One table, so that
 * what a preview refuses and what the emulator refuses cannot differ.
 *
 * Source: AWS API reference, AdminUpdateAuthEventFeedback and AdminListUserAuthEvents.
 */

/** A string parameter: how long it may be, in Unicode code points, and of what it consists. */
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

/** What an administrator can say of an auth event. */
export const feedbackValues = ["Valid", "Invalid"] as const;

/**
 * What an administrator says of an event. `Valid`: I trust this session, its risk was rated too high. `Invalid`: I do
 * not trust this session, its risk was rated rightly or too low.
 */
export type FeedbackValue = (typeof feedbackValues)[number];

/** The most events that AdminListUserAuthEvents returns in one page; asking for 0 means this as well. */
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
