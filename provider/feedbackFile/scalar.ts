import { loadYaml } from "./yaml.ts";

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

/** Formats a scalar for use inside `{ }` too, where commas and brackets have a meaning. */
export function flowScalarOf(text: string): string {
	const scalar = scalarOf(text);
	return /^["']/.test(scalar) || !/[,[\]{}]/.test(scalar) ? scalar : quoted(text);
}

function quoted(text: string): string {
	return JSON.stringify(text).replace(invisible, (character) => {
		const code = character.charCodeAt(0).toString(16).padStart(4, "0");
		return `\\u${code}`;
	});
}
