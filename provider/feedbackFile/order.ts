import type { Changes, FileDecision } from "./feedbackFile.ts";

/** New decisions by event ID, in the order of event IDs. */
export type Additions = readonly (readonly [eventId: string, decision: FileDecision])[];

/**
 * Decides where new decisions go: each after the existing one that precedes it in the order of event IDs. Two people who each
 * add decisions then seldom add them at the same place, which would be a merge conflict.
 *
 * @param present The event IDs of the file in its order, which may be any.
 * @returns the new decisions by the event ID to insert them after; by `undefined` those to insert before all
 */
export function additionsTo(
	present: Iterable<string>,
	changes: Changes,
): ReadonlyMap<string | undefined, Additions> {
	const sorted = [...present].sort(compare);
	const known = new Set(sorted);
	const added = [...changes].flatMap(([eventId, decision]) =>
		decision && !known.has(eventId) ? [[eventId, decision] as const] : [],
	);
	let next = 0;
	return Map.groupBy(
		added.sort(([one], [other]) => compare(one, other)),
		([eventId]) => {
			while (next < sorted.length && compare(sorted[next] ?? "", eventId) < 0) next++;
			return sorted[next - 1];
		},
	);
}

/** Compares code units, so that the order is the same on every machine. */
function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
