import type { Decision } from "#provider/lifecycle/decision";
import { steers } from "./steering.ts";

/**
 * The API's rule for each field of a decision, implemented differently from the provider's patterns: by the category of each
 * code point. Source: AWS API reference, AdminUpdateAuthEventFeedback.
 */
export const apiModel: Readonly<Record<keyof Decision, (text: string) => boolean>> = {
	userPoolId: (text) => {
		const last = text.lastIndexOf("_");
		return (
			hasLength(text, 55) &&
			last > 0 &&
			last < text.length - 1 &&
			consistsOf(text.slice(0, last), (point) => isAlphanumeric(point) || "_-".includes(point)) &&
			consistsOf(text.slice(last + 1), isAlphanumeric)
		);
	},
	// All general categories except separators and "other": control, format, surrogate, private and unassigned.
	username: (text) => hasLength(text, 128) && consistsOf(text, (point) => !/[\p{Z}\p{C}]/u.test(point)),
	eventId: (text) =>
		hasLength(text, 50) && consistsOf(text, (point) => isAlphanumeric(point) || "_+-".includes(point)),
	feedbackValue: (text) => text === "Valid" || text === "Invalid",
	// Not a rule of the API, but of what Pulumi can print.
	note: (text) =>
		text.isWellFormed() &&
		!text.includes("<{%") &&
		Array.from(text.replaceAll("\r\n", "")).every(
			(point) => "\n\t\u061c\u200e\u200f".includes(point) || !steers(point),
		),
};

function hasLength(text: string, max: number): boolean {
	const length = Array.from(text).length;
	return length >= 1 && length <= max;
}

function consistsOf(text: string, isRight: (point: string) => boolean): boolean {
	return Array.from(text).every(isRight);
}

function isAlphanumeric(point: string): boolean {
	return (
		((point >= "a" && point <= "z") || (point >= "A" && point <= "Z") || (point >= "0" && point <= "9")) &&
		point.length === 1
	);
}
