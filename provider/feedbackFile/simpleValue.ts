import { fieldRules } from "../cognito/rules.ts";

/**
 * Reads values on one line, in the formats that this package writes. The results are those of the YAML library and break no
 * rule for texts; `undefined` leaves the value to the library.
 */

/** Reads a text: in quotes, or without them if it cannot be another type. */
export function readText(value: string): string | undefined {
	if (asciiPlain.test(value)) return value.endsWith(" ") || otherType.test(value) ? undefined : value;
	const text = unquoted(value);
	return text === undefined || fieldRules.note(text) ? undefined : text;
}

/** Reads a list of texts within `[ ]`. */
export function readTexts(value: string): string[] | undefined {
	const items = flowItems(value, "[", "]");
	return items?.every(({ name }) => name === undefined) ? items.map(({ text }) => text) : undefined;
}

/** Reads texts by name, within `{ }`. */
export function readNamedTexts(value: string, names: readonly string[]): Record<string, string> | undefined {
	const items = flowItems(value, "{", "}");
	const isRight = items?.every(
		({ name = "" }, index) => names.includes(name) && items.findIndex((each) => each.name === name) === index,
	);
	return isRight ? Object.fromEntries((items ?? []).map(({ name, text }) => [name, text])) : undefined;
}

function flowItems(value: string, open: string, close: string) {
	if (!value.startsWith(open) || !value.endsWith(close)) return undefined;
	const content = value.slice(1, -1).trim();
	const items: { readonly name: string | undefined; readonly text: string }[] = [];
	flowItem.lastIndex = 0;
	for (let at = 0; at < content.length; at = flowItem.lastIndex) {
		const [, name, item = ""] = flowItem.exec(content) ?? [];
		const text = readText(item);
		if (text === undefined) return undefined;
		items.push({ name, text });
	}
	return items;
}

/** An item of a list or map on one line, with its key in a map, and the comma after it. */
const flowItem =
	/(?:([A-Za-z]+): +)?("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[A-Za-z\d](?:[\w./()+-]|:(?=\w)| (?=[\w./()+-]))*)(?:, *(?!$)|$)/y;

function unquoted(value: string): string | undefined {
	const quote = value[0];
	if (quote === '"') return doubleQuoted.test(value) ? JSON.parse(value) : undefined;
	if (quote === "'") return singleQuoted.test(value) ? value.slice(1, -1).replaceAll("''", "'") : undefined;
	return plain.test(value) && !/: | #/.test(value) && !otherType.test(value) ? value : undefined;
}

/** The common form of texts: neither a comment nor a key. */
const asciiPlain = /^[A-Za-z0-9](?:[ !"$-9;=-z|~]|:(?! |$)|#(?<! #))*$/;
/** Other characters that only a text can begin with. */
const plain = /^[\p{L}\p{N}_/(](?:[^\p{Cc}\u2028\u2029\uFEFF]*[^\p{Cc}\u2028\u2029\uFEFF\s:])?$/u;
const doubleQuoted = /^"(?:[^"\\\p{Cc}\u2028\u2029]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"$/u;
const singleQuoted = /^'(?:[^'\p{Cc}\u2028\u2029]|'')*'$/u;
/** Texts that YAML reads as a number, true, false or null. */
const otherType = /^(?:null|true|false|0o[0-7]+|0x[\da-f]+|\d+(?:\.\d*)?(?:e[-+]?\d+)?)$/i;
