import { type EventRow, eventFields, type StoredEvent, statedEvents, toEvent } from "../events.ts";
import { type Risk, risks } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { and, type Condition, condition, isAmong, rowsWhere } from "./sql.ts";

export interface SnapshotEvent extends Omit<StoredEvent, "source"> {
	/** The number of the event; 0 is the newest. */
	readonly row: number;
	/** The time in milliseconds since 1970. */
	readonly at?: number;
	readonly risk: Risk;
	/** The source: an exported log or Cognito's API. */
	readonly source: "log" | "api";
}

/** Numbers of rows, with their range, so that DuckDB skips the others. */
function among(column: string, numbers: readonly number[]): Condition {
	const first = numbers.reduce((min, number) => Math.min(min, number), Number.MAX_SAFE_INTEGER);
	const last = numbers.reduce((max, number) => Math.max(max, number), 0);
	return and(condition(`${column} BETWEEN ? AND ?`, first, last), isAmong(column, numbers));
}

/** Reads the events of some rows, in the order of the rows. */
export async function readEvents(
	{ database }: Snapshot,
	rows: readonly number[],
): Promise<readonly SnapshotEvent[]> {
	if (rows.length === 0) return [];
	const ofRows = among(`"row"`, rows);
	const places = await database.rows<{ row: number; position: number; rank: number }>(
		`SELECT "row" AS "row", position, rank FROM page_events WHERE ${ofRows.sql}`,
		ofRows.values,
	);
	const atPlaces = among(
		"position",
		places.map(({ position }) => position),
	);
	const found = await database.rows<EventRow & { position: number; at: number | null }>(
		`SELECT position, epoch_ms(events.time)::DOUBLE AS at, ${eventFields} FROM ${statedEvents} WHERE ${atPlaces.sql}`,
		atPlaces.values,
	);
	const byPosition = new Map(found.map(({ position, ...event }) => [position, event]));
	const byRow = new Map(places.map((place) => [place.row, place]));
	return rows.flatMap((row) => {
		const { position = -1, rank = 0 } = byRow.get(row) ?? {};
		const event = byPosition.get(position);
		return event
			? [{ row, ...toEvent(event), risk: risks[rank] ?? "other", source: event.source ?? "api" }]
			: [];
	});
}

/** Finds the rows of events by ID. Events that are not in the snapshot are missing from the result. */
export async function findRows(
	snapshot: Snapshot,
	eventIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
	if (eventIds.length === 0) return new Map();
	const found = await snapshot.database.rows<{ eventId: string; row: number }>(
		`SELECT e.event_id AS "eventId", p."row" AS "row"
		FROM (SELECT event_id, position FROM events WHERE event_id IN (SELECT unnest(from_json(?, '["VARCHAR"]')))) e
		JOIN page_events p ON p.position = e.position`,
		[JSON.stringify(eventIds)],
	);
	return new Map(found.map(({ eventId, row }) => [eventId, row]));
}

/** Reads the events of the same user that are nearest in time, newest first. */
export async function aroundTheSameTime(
	snapshot: Snapshot,
	row: number,
	count: number,
): Promise<readonly SnapshotEvent[]> {
	const near = condition(
		`username = (SELECT username FROM page_events WHERE "row" = ?) AND "row" <> ?`,
		row,
		row,
	);
	const rows = await rowsWhere(
		snapshot.database,
		near,
		`ORDER BY abs(epoch_ms(time) - (SELECT epoch_ms(time) FROM page_events WHERE "row" = ?)), "row" LIMIT ?`,
		...[row, count],
	);
	return readEvents(
		snapshot,
		rows.toSorted((one, other) => one - other),
	);
}

export interface Drawn {
	readonly row: number;
	readonly eventId: string;
}

/**
 * Draws a simple random sample of events: those with the lowest MD5 hash of the seed and the event ID, which other tools can
 * compute too. The same seed draws the same events from the same population, whatever their order.
 */
export function drawSample(
	{ database }: Snapshot,
	where: Condition,
	{ size, seed }: { readonly size: number; readonly seed: string },
): Promise<readonly Drawn[]> {
	return database.rows<Drawn>(
		`SELECT p."row" AS "row", e.event_id AS "eventId"
		FROM events e JOIN (SELECT "row", position FROM page_events WHERE ${where.sql}) p ON p.position = e.position
		ORDER BY md5(concat(?, ':', e.event_id)), e.event_id LIMIT ?`,
		[...where.values, seed, size],
	);
}
