/** Control characters, of terminals and of writing direction: what a server sends must not steer a terminal. */
const control = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** A text that is safe to print on a terminal, each control character replaced by `\uFFFD`. */
export function printable(text: string): string {
	return text.replace(control, "\uFFFD");
}
