import { printable } from "pulumi-cognito-feedback/internal/cognito";

/** Formats rows in columns that fit their content. Control characters are made visible. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const columns = new Columns(head.length);
	const all = [head, ...rows];
	for (const row of all) columns.fit(row);
	return all.map((row) => columns.line(row)).join("");
}

/**
 * Columns that fit all their cells, for a table whose rows are formatted one by one. A column without content is omitted. Control
 * characters are made visible.
 */
export class Columns {
	readonly #widths: number[];

	constructor(count: number) {
		this.#widths = Array(count).fill(0);
	}

	/** Widens the columns for the cells of a row. */
	fit(row: readonly string[]): void {
		for (const [column, width] of this.#widths.entries())
			this.#widths[column] = Math.max(width, widthOf(printable(row[column] ?? "")));
	}

	/**
	 * Formats a row as a line.
	 *
	 * @param styled Applies color to a cell, after its width is known.
	 */
	line(row: readonly string[], styled: (cell: string, column: number) => string = (cell) => cell): string {
		const cells = this.#widths.flatMap((width, column) => {
			if (width === 0) return [];
			const cell = printable(row[column] ?? "");
			return [styled(cell, column) + " ".repeat(width - widthOf(cell))];
		});
		return `${cells.join("  ").trimEnd()}\n`;
	}
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

/** Formats a value as JSON. Control characters are made visible, as in tables. */
export function printableJson(value: unknown): string {
	const safe = (_key: string, each: unknown) => (typeof each === "string" ? printable(each) : each);
	return `${JSON.stringify(value, safe, 2)}\n`;
}
