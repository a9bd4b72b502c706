import { type ChangeObject, diffArrays } from "diff";

export interface DiffOptions {
	/** The file's name, for the header of the diff. Default: `feedback.yaml`. */
	readonly path?: string;
	/** The maximum number of lines shown; further ones are counted. Default: all. */
	readonly maxLines?: number;
}

/** A line of a diff: kept, removed or added. The text includes the line break, if any. */
interface Line {
	readonly kind: " " | "-" | "+";
	readonly text: string;
}

/** Lines among which anchors are sought: first an eighth of a decisions file, including the event IDs, then all. */
const mayBeAnchors = [(line: string) => line.endsWith(":\n"), () => true];

/** The changes between two texts as a unified diff; empty if there are none. */
export function diffOf(oldText: string, newText: string, options: DiffOptions = {}): string {
	if (oldText === newText) return "";
	const { path = "feedback.yaml", maxLines } = options;
	const lines = compare(toLines(oldText), toLines(newText), mayBeAnchors);
	return `--- ${oldText === "" ? "/dev/null" : path}\n+++ ${path}\n${toHunks(lines, maxLines)}`;
}

/** Splits a text into lines with their line breaks, so that a missing one at the end of a file is a difference. */
function toLines(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Compares the texts between anchors, a few lines at a time: libraries that compare whole texts take minutes if each of ten
 * thousand decisions changed.
 */
function compare(
	olds: readonly string[],
	news: readonly string[],
	[mayBeAnchor, ...others]: typeof mayBeAnchors,
): Line[] {
	// Usually, nothing changed between two anchors, or all of it is new.
	if (news.length === 0) return olds.map((text) => ({ kind: "-", text }));
	if (olds.length === 0) return news.map((text) => ({ kind: "+", text }));
	if (olds.length === news.length && olds.every((text, index) => text === news[index]))
		return olds.map((text) => ({ kind: " ", text }));
	if (!mayBeAnchor) return diffArrays([...olds], [...news]).flatMap(ofChange);
	const lines: Line[] = [];
	let [oldDone, newDone] = [0, 0];
	for (const [oldAt, newAt] of [...anchorsOf(olds, news, mayBeAnchor), [olds.length, news.length] as const]) {
		const before = compare(olds.slice(oldDone, oldAt), news.slice(newDone, newAt), others);
		// One by one, because a call accepts at most some hundred thousand arguments.
		for (const line of before) lines.push(line);
		const anchor = olds[oldAt];
		if (anchor !== undefined) lines.push({ kind: " ", text: anchor });
		[oldDone, newDone] = [oldAt + 1, newAt + 1];
	}
	return lines;
}

function ofChange({ added, removed, value }: ChangeObject<string[]>): Line[] {
	const kind = added ? "+" : removed ? "-" : " ";
	return value.map((text) => ({ kind, text }));
}

/** The positions of a line in the old and in the new text. */
type Anchor = readonly [old: number, new: number];

/**
 * Lines that occur once in each text, and in the same order: these surely were not changed. This is the idea of the "patience"
 * diff.
 */
function anchorsOf(
	olds: readonly string[],
	news: readonly string[],
	mayBe: (line: string) => boolean,
): Anchor[] {
	const oldPlaces = placesOf(olds, mayBe);
	if (oldPlaces.size === 0) return [];
	const newPlaces = placesOf(news, mayBe);
	const common: Anchor[] = [];
	for (const [line, oldAt] of oldPlaces) {
		const newAt = newPlaces.get(line) ?? -1;
		if (oldAt >= 0 && newAt >= 0) common.push([oldAt, newAt]);
	}
	return longestRising(common);
}

/** The position of each line; -1 if it occurs more than once. */
function placesOf(lines: readonly string[], mayBe: (line: string) => boolean): Map<string, number> {
	const places = new Map<string, number>();
	for (const [index, line] of lines.entries())
		if (mayBe(line)) places.set(line, places.has(line) ? -1 : index);
	return places;
}

/** The longest subsequence whose positions rise in the new text as well. */
function longestRising(anchors: readonly Anchor[]): Anchor[] {
	/** For each length, the anchor with the lowest position so far that a rising subsequence of that length ends with. */
	const ends: number[] = [];
	const before: number[] = [];
	for (const [index, [, newAt]] of anchors.entries()) {
		let [low, high] = [0, ends.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((anchors[ends[middle] ?? 0]?.[1] ?? 0) < newAt) low = middle + 1;
			else high = middle;
		}
		before[index] = ends[low - 1] ?? -1;
		ends[low] = index;
	}
	const rising: Anchor[] = [];
	for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
		const anchor = anchors[index];
		if (anchor) rising.push(anchor);
	}
	return rising.reverse();
}

const context = 3;

/**
 * The hunks of a unified diff.
 *
 * @param most The maximum number of lines shown; further changes are counted.
 */
function toHunks(lines: readonly Line[], most = Number.POSITIVE_INFINITY): string {
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
