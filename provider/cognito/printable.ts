/**
 * Control characters of terminals, lines and writing direction: a server must not be able to control a terminal. Lone
 * surrogates (`Cs`), which Pulumi drops. And the start of `<{%…%}>`, Pulumi's markup for colors: its CLI panics on an unknown
 * color, so a device's name could end a run.
 */
const control = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|<(?=\{%)/gu;

/** The maximum length of a quoted text in a message, in UTF-16 units. */
const longestQuote = 200;

/** Makes a text safe to print on a terminal: control characters become `\uFFFD`. */
export function printable(text: string): string {
	return text.replace(control, "\uFFFD");
}

/** Like {@link printable}, but keeps line breaks. */
export function printableLines(text: string): string {
	return text.split("\n").map(printable).join("\n");
}

/** Quotes a text for a message: printable, and shortened if it is long. */
export function quoted(text: string): string {
	return printable(JSON.stringify(shortened(text)));
}

/** Whether Pulumi's CLI can safely print a text. */
export function isPrintable(text: string): boolean {
	return printable(text) === text;
}

export function shortened(text: string, most = longestQuote): string {
	return text.length > most ? `${text.slice(0, most)}…` : text;
}
