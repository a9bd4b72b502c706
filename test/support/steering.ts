/** Whether a code point steers a terminal: controls of C0 and C1, line separators, and marks of writing direction. */
export function steers(point: string): boolean {
	const code = point.codePointAt(0) ?? 0;
	return (
		code < 0x20 ||
		(code >= 0x7f && code <= 0x9f) ||
		[0x061c, 0x200e, 0x200f].includes(code) ||
		(code >= 0x2028 && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069)
	);
}

/** The code points of a text that steer a terminal, as `U+001B`; line breaks are left out. */
export function steeringIn(text: string): string[] {
	return [...new Set(text)]
		.filter((point) => point !== "\n" && steers(point))
		.map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
}
