import { createHash } from "node:crypto";

/** How many decisions of a file are one set: more would be a message that Pulumi does not take where a part of it failed. */
const mostInOneSet = 10_000;
/** How many decisions a part has on average at most: chance then gives none of them over 10,000. */
const mostInPart = 7_500;
const growth = 8;

/**
 * How many sets the decisions of a file are: 1, from 10,001 decisions on 8, from 60,001 on 64. There are few such steps,
 * because each moves decisions from one set to another, and between them no decision moves.
 */
function partsFor(count: number): number {
	let parts = 1;
	while (count > (parts === 1 ? mostInOneSet : parts * mostInPart)) parts *= growth;
	return parts;
}

/**
 * Divides the decisions of a file among sets, by their event IDs alone: wherever in the file a decision is added or taken
 * out, the others stay in their sets. Most decisions of a file that grows past a step move once.
 *
 * @returns the decisions of each set; the first is the one that has the name of all
 */
export function divide<Decision>(
	decisions: Readonly<Record<string, Decision>>,
): readonly Readonly<Record<string, Decision>>[] {
	const entries = Object.entries(decisions);
	const count = partsFor(entries.length);
	if (count === 1) return [decisions];
	const parts = Array.from({ length: count }, (): Record<string, Decision> => ({}));
	for (const [eventId, decision] of entries) {
		const part = parts[partOf(eventId, count)];
		if (part) part[eventId] = decision;
	}
	return parts;
}

/** Event IDs need not be random, and their digest is. */
function partOf(eventId: string, count: number): number {
	return createHash("sha256").update(eventId).digest().readUInt32BE() % count;
}
