/** The positions of a line in the old and in the new text. */
export type Anchor = readonly [old: number, new: number];

/**
 * Lines that occur once in each text, and in the same order: these surely were not changed. This is the idea of the "patience"
 * diff.
 */
export function lineAnchors(olds: readonly string[], news: readonly string[]): Anchor[] {
	return rising(olds, news, () => true);
}

/** Anchors among the lines that end with a colon: an eighth of the lines of a decisions file, including the event IDs. */
export function keyAnchors(olds: readonly string[], news: readonly string[]): Anchor[] {
	return rising(olds, news, (line) => line.endsWith(":\n"));
}

function rising(
	olds: readonly string[],
	news: readonly string[],
	mayBe: (line: string) => boolean,
): Anchor[] {
	const oldPlaces = onceIn(olds, mayBe);
	if (oldPlaces.size === 0) return [];
	const newPlaces = onceIn(news, mayBe);
	const common: Anchor[] = [];
	for (const [line, oldAt] of oldPlaces) {
		const newAt = newPlaces.get(line);
		if (newAt !== undefined) common.push([oldAt, newAt]);
	}
	return longestRising(common);
}

/** The lines that occur once, in order, with their positions. */
function onceIn(lines: readonly string[], mayBe: (line: string) => boolean): Map<string, number> {
	const places = new Map<string, number>();
	const again = new Set<string>();
	for (const [index, line] of lines.entries()) {
		if (!mayBe(line)) continue;
		if (places.has(line)) again.add(line);
		else places.set(line, index);
	}
	for (const line of again) places.delete(line);
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
