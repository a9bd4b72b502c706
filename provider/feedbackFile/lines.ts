import { feedbackFields, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { loadYaml } from "./document.ts";
import type { FileDecision } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";

/** The indentation of event IDs and of the fields of their decisions. */
export interface Columns {
	readonly outer: number;
	readonly inner: number;
}

/** Formats a decision line by line. */
export function decisionLines(eventId: string, decision: FileDecision, { outer, inner }: Columns): string[] {
	const step = Math.max(inner - outer, 1);
	const fields = fileFields.flatMap((name) => fieldLines(name, decision[name], inner, step));
	return [`${" ".repeat(outer)}${scalarOf(eventId)}:`, ...fields];
}

/** Formats a field of a decision; no lines if it has no value. */
export function fieldLines(
	name: string,
	value: string | object | undefined,
	column: number,
	step = 2,
): string[] {
	const at = " ".repeat(column);
	if (value === undefined) return [];
	if (typeof value === "string") return [`${at}${name}: ${scalarOf(value)}`];
	const fields = fieldsOf(value).map(([each, text]) => `${at}${" ".repeat(step)}${each}: ${inlineOf(text)}`);
	return [`${at}${name}:`, ...fields];
}

/** Formats a value on the line of its key. */
export function inlineOf(value: unknown): string {
	return typeof value === "string" ? scalarOf(value) : flowOf(value);
}

/** Formats a value, such as evidence or feedback, for use inside `{ }` or `[ ]`. */
export function flowOf(value: unknown): string {
	if (typeof value === "string") return flowScalarOf(value);
	if (Array.isArray(value)) return `[${value.map(flowOf).join(", ")}]`;
	if (typeof value !== "object" || value === null) return String(value);
	const fields = fieldsOf(value).map(([name, field]) => `${name}: ${flowOf(field)}`);
	return `{ ${fields.join(", ")} }`;
}

/** The fields of evidence, and of the feedback in it, in the order in which they are written. */
const names = [...Object.keys(reviewedFields), ...feedbackFields];

function fieldsOf(value: object): [string, unknown][] {
	const given = value as Readonly<Record<string, unknown>>;
	return names.flatMap((name): [string, unknown][] => {
		const field = given[name];
		return field === undefined ? [] : [[name, field]];
	});
}

/**
 * Characters that must not appear in a file that people review: control characters of terminals, lines and writing direction,
 * and lone surrogates, which UTF-8 cannot encode.
 */
const invisible = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/**
 * The shape of texts that the library writes unchanged: words, addresses, UUIDs and times to the minute. The library is slow,
 * and nearly all texts have this shape.
 */
const plainShape =
	/^(?:[A-Za-z][A-Za-z0-9 _.,;/()+-]*[A-Za-z0-9_)]|\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\dZ)$/;
/** Words that current or older YAML reads as another type. */
const otherType = /^(?:yes|no|true|false|on|off|null|e[-+\d_]*)$/i;

/** A cache of texts as YAML: thousands of decisions repeat the same countries, devices and levels, and the library is slow. */
const known = new Map<string, string>();
const maxKnown = 5_000;

/** Formats a text as a YAML scalar on one line, in quotes if it looks like another type. */
export function scalarOf(text: string): string {
	if (plainShape.test(text) && !otherType.test(text)) return text;
	const before = known.get(text);
	if (before !== undefined) return before;
	if (known.size >= maxKnown) known.clear();
	const scalar = toScalar(text);
	known.set(text, scalar);
	return scalar;
}

function toScalar(text: string): string {
	if (text.search(invisible) !== -1) return quoted(text);
	const { stringify } = loadYaml();
	// With `compat`, texts that only older YAML reads as another type, such as `yes` and `2026-11-20`, are quoted too.
	// Formatted as a key, because the library does not break keys into lines.
	const [line = "", ...rest] = stringify({ _: text }, { lineWidth: 0, compat: "yaml-1.1", blockQuote: false })
		.slice("_: ".length)
		.split("\n");
	return rest.join("") === "" ? line : quoted(text);
}

/** Inside `{ }`, commas and brackets have a meaning. */
function flowScalarOf(text: string): string {
	const scalar = scalarOf(text);
	return /^["']/.test(scalar) || !/[,[\]{}]/.test(scalar) ? scalar : quoted(text);
}

function quoted(text: string): string {
	return JSON.stringify(text).replace(invisible, (character) => {
		const code = character.charCodeAt(0).toString(16).padStart(4, "0");
		return `\\u${code}`;
	});
}
