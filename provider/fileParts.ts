import { createHash } from "node:crypto";

/** The maximum number of decisions in one set: with more, Pulumi would reject the message about a partial failure. */
const maxInOneSet = 10_000;
/** The maximum average number of decisions in a part, so that by chance no part exceeds 10,000. */
const maxInPart = 7_500;
const growth = 8;

/**
 * The number of sets for the decisions of a file: 1, from 10,001 decisions 8, from 60,001 decisions 64. There are few steps,
 * because each moves decisions between sets, and no decision moves otherwise.
 */
function partsFor(count: number): number {
	let parts = 1;
	while (count > (parts === 1 ? maxInOneSet : parts * maxInPart)) parts *= growth;
	return parts;
}

/**
 * Divides the decisions of a file among sets, by their event IDs alone: when a decision is added or removed, the others stay in
 * their sets. When a file grows past a step, most decisions move once.
 *
 * @returns the decisions of each set; the first set has the name without a suffix
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

/** Event IDs may not be random, but their digests are. */
function partOf(eventId: string, count: number): number {
	return createHash("sha256").update(eventId).digest().readUInt32BE() % count;
}
