/**
 * Decides where new decisions go: each after the existing one that precedes it in the order of event IDs. Two people who each
 * add decisions then seldom add them at the same place, which would be a merge conflict.
 *
 * @param present The event IDs of the file in its order, which may be any.
 * @returns the new event IDs in order, by the event ID to insert them after; by `undefined` those to insert before all
 */
export function placesOf(
	present: Iterable<string>,
	added: Iterable<string>,
): ReadonlyMap<string | undefined, readonly string[]> {
	const sorted = [...present].sort(compare);
	const places = new Map<string | undefined, string[]>();
	let next = 0;
	for (const eventId of [...added].sort(compare)) {
		while (next < sorted.length && compare(sorted[next] ?? "", eventId) < 0) next++;
		const before = sorted[next - 1];
		const place = places.get(before);
		if (place) place.push(eventId);
		else places.set(before, [eventId]);
	}
	return places;
}

/** Compares code units, so that the order is the same on every machine. */
function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
