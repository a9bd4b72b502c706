/** Control characters, of terminals, lines and writing direction: what a server sends must not steer a terminal. */
const control = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text that is safe to print on a terminal, each control character replaced by `\uFFFD`. */
export function printable(text: string): string {
	return text.replace(control, "\uFFFD");
}
