import { expect } from "chai";

/** Whether a code point controls a terminal: C0 and C1 controls, line separators, and marks of writing direction. */
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

/**
 * The parts of a text that control a terminal: code points other than line breaks, as `U+001B`, and the start of Pulumi's
 * markup for colors, on which its CLI may panic.
 */
export function steeringIn(text: string): string[] {
	const points = [...new Set(text)]
		.filter((point) => point !== "\n" && steers(point))
		.map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
	return text.includes("<{%") ? [...points, "<{%"] : points;
}

/** Expects no control characters except Pulumi's own: the tabs of a list of errors, and the color of their count. */
export function expectHarmless(output: string): void {
	const others = output.replaceAll("\t* ", "").replace(/<\{%fg 1%\}>(\d+ errored)<\{%reset%\}>/, "$1");
	expect(steeringIn(others), output).to.deep.equal([]);
}
