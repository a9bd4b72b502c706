/** A line of a diff: kept, removed or added. The text includes the line break, if any. */
export interface Line {
	readonly kind: " " | "-" | "+";
	readonly text: string;
}

/** The number of unchanged lines around a change. */
const context = 3;

/**
 * The hunks of a unified diff.
 *
 * @param most The maximum number of lines shown; further changes are counted.
 */
export function toHunks(lines: readonly Line[], most = Number.POSITIVE_INFINITY): string {
	const hunks: string[] = [];
	let [oldLine, newLine] = [1, 1];
	let done = 0;
	let left = most;
	for (const [from, end] of ranges(lines)) {
		const to = Math.min(end, from + left);
		if (from >= to) break;
		left -= to - from;
		const skipped = from - done;
		[oldLine, newLine] = [oldLine + skipped, newLine + skipped];
		const hunk = lines.slice(from, to);
		const [olds, news] = [count(hunk, "+"), count(hunk, "-")];
		hunks.push(`@@ -${place(oldLine, olds)} +${place(newLine, news)} @@\n`);
		// One by one, because a call accepts at most some hundred thousand arguments.
		for (const line of hunk) hunks.push(toText(line));
		[oldLine, newLine, done] = [oldLine + olds, newLine + news, to];
	}
	const hidden = count(lines.slice(done), " ");
	if (hidden > 0) hunks.push(`… ${hidden} more changed lines\n`);
	return hunks.join("");
}

/** The ranges of changes with their context; ranges that touch are merged. */
function ranges(lines: readonly Line[]): [number, number][] {
	const found: [number, number][] = [];
	for (const [index, { kind }] of lines.entries()) {
		if (kind === " ") continue;
		const [from, to] = [Math.max(0, index - context), Math.min(lines.length, index + context + 1)];
		const last = found.at(-1);
		if (last && from <= last[1]) last[1] = to;
		else found.push([from, to]);
	}
	return found;
}

/** The number of lines of all kinds but one. */
function count(lines: readonly Line[], without: Line["kind"]): number {
	return lines.filter(({ kind }) => kind !== without).length;
}

/** The first line and the number of lines, in the format of `diff -u`. */
function place(line: number, lines: number): string {
	if (lines === 0) return `${line - 1},0`;
	return lines === 1 ? `${line}` : `${line},${lines}`;
}

function toText({ kind, text }: Line): string {
	return text.endsWith("\n") ? `${kind}${text}` : `${kind}${text}\n\\ No newline at end of file\n`;
}
