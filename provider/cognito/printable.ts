/**
 * Control characters, of terminals, lines and writing direction: what a server sends must not steer a terminal. Lone
 * surrogates (`Cs`), which Pulumi drops. And the beginning of `<{%…%}>`, which Pulumi's CLI takes for a color: it ends
 * with a panic where it knows no such color, so the name of a device could end a run.
 */
const control = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|<(?=\{%)/gu;

/** The most of a text that a message quotes, in UTF-16 units. */
const longestQuote = 200;

/** A text that is safe to print on a terminal, each control character replaced by `\uFFFD`. */
export function printable(text: string): string {
	return text.replace(control, "\uFFFD");
}

/** {@link printable}, with the line breaks that a message of several lines has. */
export function printableLines(text: string): string {
	return text.split("\n").map(printable).join("\n");
}

/** A text in quotation marks for a message: printable, and cut where it is long. */
export function quoted(text: string): string {
	return printable(JSON.stringify(shortened(text)));
}

/** Whether Pulumi's CLI may be given a text to print. */
export function isPrintable(text: string): boolean {
	return printable(text) === text;
}

export function shortened(text: string, most = longestQuote): string {
	return text.length > most ? `${text.slice(0, most)}…` : text;
}
