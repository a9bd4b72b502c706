import { loadYaml } from "./yaml.ts";

/**
 * What must not stand in a file that people review: control characters of terminals, lines and writing direction, and
 * lone surrogates, which UTF-8 cannot hold.
 */
const invisible = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/**
 * What the library writes as it is, in shape: words, addresses, UUIDs and times to the minute. It takes its time, and
 * nearly all texts are of these.
 */
const plainShape =
	/^(?:[A-Za-z][A-Za-z0-9 _.,;/()+-]*[A-Za-z0-9_)]|\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\dZ)$/;
/** Words that YAML, or older YAML, takes for another type. */
const otherType = /^(?:yes|no|true|false|on|off|null|e[-+\d_]*)$/i;

/** Texts as YAML. Thousands of decisions repeat the same countries, devices and levels, and the library takes its time. */
const known = new Map<string, string>();
const mostKnown = 5_000;

/** A text as YAML that reads as that text and stands on one line: in quotes where it looks like another type. */
export function scalarOf(text: string): string {
	if (plainShape.test(text) && !otherType.test(text)) return text;
	const before = known.get(text);
	if (before !== undefined) return before;
	if (known.size >= mostKnown) known.clear();
	const scalar = toScalar(text);
	known.set(text, scalar);
	return scalar;
}

function toScalar(text: string): string {
	if (text.search(invisible) !== -1) return quoted(text);
	const { stringify } = loadYaml();
	// With `compat`, what only older YAML takes for another type, such as `yes` and `2026-11-20`, is in quotes too. As a
	// key, because then the library must not break it into lines.
	const [line = "", ...rest] = stringify({ _: text }, { lineWidth: 0, compat: "yaml-1.1", blockQuote: false })
		.slice("_: ".length)
		.split("\n");
	return rest.join("") === "" ? line : quoted(text);
}

/** A scalar that can also stand inside `{ }`, where commas and brackets have a meaning. */
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
