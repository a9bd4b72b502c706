import type { Snapshot } from "./snapshot.ts";
import type { Condition } from "./sql.ts";

/** An event of a sample. */
export interface Drawn {
	readonly row: number;
	readonly eventId: string;
}

/**
 * Draws a simple random sample of events: those with the lowest MD5 hash of the seed and the event ID, which other tools can
 * compute too. The same seed draws the same events from the same population, whatever their order.
 */
export function drawSample(
	snapshot: Snapshot,
	where: Condition,
	{ size, seed }: { readonly size: number; readonly seed: string },
): Promise<readonly Drawn[]> {
	return snapshot.database.rows<Drawn>(
		`SELECT p."row" AS "row", e.event_id AS "eventId"
		FROM events e JOIN (SELECT "row", position FROM page_events WHERE ${where.sql}) p ON p.position = e.position
		ORDER BY md5(concat(?, ':', e.event_id)), e.event_id LIMIT ?`,
		[...where.params, seed, size],
	);
}
