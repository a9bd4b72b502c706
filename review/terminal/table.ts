import { printable } from "pulumi-cognito-feedback/internal/cognito";

/**
 * Formats rows in columns that fit their content. Control characters are made visible.
 *
 * @param styled Applies color to a cell, after its width is known.
 */
export function table(
	head: readonly string[],
	rows: readonly (readonly string[])[],
	styled: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
	const cells = rows.map((row) => row.map(printable));
	const widths = head.map((title, column) =>
		cells.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? "")), widthOf(title)),
	);
	const padding = (cell: string, column: number) => " ".repeat((widths[column] ?? 0) - widthOf(cell));
	const line = (row: readonly string[], style: typeof styled, index: number) =>
		row
			.map((cell, column) => style(cell, column, index) + padding(cell, column))
			.join("  ")
			.trimEnd();
	const lines = [line(head, (cell) => cell, -1), ...cells.map((row, index) => line(row, styled, index))];
	return `${lines.join("\n")}\n`;
}

const segmenter = new Intl.Segmenter();
const wide =
	/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uFF01-\uFF60\u3000-\u303F]/u;

/** The number of terminal columns that a text takes. */
export function widthOf(text: string): number {
	// Covers nearly all texts.
	if (/^[\x20-\x7E]*$/.test(text)) return text.length;
	let width = 0;
	for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
	return width;
}
