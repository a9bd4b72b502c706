import { diffArrays } from "diff";
import { anchorsOf } from "./diff/anchors.ts";
import { type Line, toHunks } from "./diff/hunks.ts";

/**
 * What changed from one text to another, as a unified diff; empty where nothing did.
 *
 * @param path The file's name, for the head of the diff.
 */
export function diffOf(oldText: string, newText: string, path = "feedback.yaml"): string {
	if (oldText === newText) return "";
	const lines = compare(toLines(oldText), toLines(newText));
	return `--- ${oldText === "" ? "/dev/null" : path}\n+++ ${path}\n${toHunks(lines)}`;
}

/**
 * Between the anchors, a few lines at a time: a library that compares whole texts takes minutes where each of ten
 * thousand decisions has changed.
 */
function compare(olds: readonly string[], news: readonly string[]): Line[] {
	const lines: Line[] = [];
	let [oldDone, newDone] = [0, 0];
	for (const [oldAt, newAt] of [...anchorsOf(olds, news), [olds.length, news.length] as const]) {
		for (const { added, removed, value } of diffArrays(
			olds.slice(oldDone, oldAt),
			news.slice(newDone, newAt),
		)) {
			const kind = added ? "+" : removed ? "-" : " ";
			for (const text of value) lines.push({ kind, text });
		}
		const anchor = olds[oldAt];
		if (anchor !== undefined) lines.push({ kind: " ", text: anchor });
		[oldDone, newDone] = [oldAt + 1, newAt + 1];
	}
	return lines;
}

/** With their ends, so that a missing one at the end of a file is a difference. */
function toLines(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
