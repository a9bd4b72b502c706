import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { widthOf } from "./width.ts";

/**
 * Rows in columns as wide as what is in them. Control characters among it are made visible.
 *
 * @param styled Puts colour on a cell, after its width is known.
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
