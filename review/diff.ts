import { type ChangeObject, diffArrays } from "diff";
import { type Anchor, keyAnchors, lineAnchors } from "./diff/anchors.ts";
import { type Line, toHunks } from "./diff/hunks.ts";

export interface DiffOptions {
	/** The file's name, for the header of the diff. Default: `feedback.yaml`. */
	readonly path?: string;
	/** The maximum number of lines shown; further ones are counted. Default: all. */
	readonly maxLines?: number;
}

/** The changes between two texts as a unified diff; empty if there are none. */
export function diffOf(oldText: string, newText: string, options: DiffOptions = {}): string {
	if (oldText === newText) return "";
	const { path = "feedback.yaml", maxLines } = options;
	const lines = compare(toLines(oldText), toLines(newText), [keyAnchors, lineAnchors]);
	return `--- ${oldText === "" ? "/dev/null" : path}\n+++ ${path}\n${toHunks(lines, maxLines)}`;
}

/**
 * Compares the texts between anchors, a few lines at a time: libraries that compare whole texts take minutes if each of ten
 * thousand decisions changed.
 */
function compare(
	olds: readonly string[],
	news: readonly string[],
	[anchorsOf, ...others]: readonly ((olds: readonly string[], news: readonly string[]) => Anchor[])[],
): Line[] {
	// Usually, nothing changed between two anchors, or all of it is new.
	if (news.length === 0) return olds.map((text) => ({ kind: "-", text }));
	if (olds.length === 0) return news.map((text) => ({ kind: "+", text }));
	if (olds.length === news.length && olds.every((text, index) => text === news[index]))
		return olds.map((text) => ({ kind: " ", text }));
	if (!anchorsOf) return diffArrays([...olds], [...news]).flatMap(toLine);
	const lines: Line[] = [];
	let [oldDone, newDone] = [0, 0];
	for (const [oldAt, newAt] of [...anchorsOf(olds, news), [olds.length, news.length] as const]) {
		const before = compare(olds.slice(oldDone, oldAt), news.slice(newDone, newAt), others);
		// One by one, because a call accepts at most some hundred thousand arguments.
		for (const line of before) lines.push(line);
		const anchor = olds[oldAt];
		if (anchor !== undefined) lines.push({ kind: " ", text: anchor });
		[oldDone, newDone] = [oldAt + 1, newAt + 1];
	}
	return lines;
}

function toLine({ added, removed, value }: ChangeObject<string[]>): Line[] {
	const kind = added ? "+" : removed ? "-" : " ";
	return value.map((text) => ({ kind, text }));
}

/** Splits a text into lines with their line breaks, so that a missing one at the end of a file is a difference. */
function toLines(text: string): string[] {
	const lines: string[] = [];
	for (let at = 0, next = 0; at < text.length; at = next) {
		next = text.indexOf("\n", at) + 1 || text.length;
		lines.push(text.slice(at, next));
	}
	return lines;
}
