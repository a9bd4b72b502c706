/** A table in Markdown, its columns aligned so that it reads well as text too. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const cells = [head, ...rows].map((row) => head.map((_, column) => escapeCell(row[column] ?? "")));
	const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => length(row[column] ?? ""))));
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - length(cell))).join(" | ")} |`;
	const [first = [], ...others] = cells;
	return [line(first), line(widths.map((width) => "-".repeat(width))), ...others.map(line)].join("\n");
}

function escapeCell(cell: string): string {
	return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** In characters as one sees them, not in UTF-16 units. */
function length(cell: string): number {
	return [...cell].length;
}
