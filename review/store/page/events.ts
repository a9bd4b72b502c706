import type { UserEvent } from "../../listing/listPool.ts";
import { type Risk, risks } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { condition, numbersParam, numbersSql } from "./sql.ts";

/** An event of a snapshot, as it was read. */
export interface SnapshotEvent extends UserEvent {
	/** Its number: 0 is the newest. */
	readonly row: number;
	/** When, in milliseconds since 1970. */
	readonly at?: number;
	readonly risk: Risk;
	readonly clientId?: string;
	/** Where it was read: in an exported log, or by the API. */
	readonly source: "log" | "api";
}

/** The events of some rows, in their order. */
export async function readEvents(
	{ database }: Snapshot,
	rows: readonly number[],
): Promise<readonly SnapshotEvent[]> {
	if (rows.length === 0) return [];
	const pointers = await database.rows<{ row: number; pointer: number; rank: number }>(
		`SELECT "row" AS "row", pointer, rank FROM page_events WHERE "row" BETWEEN ? AND ? AND "row" IN ${numbersSql}`,
		[Math.min(...rows), Math.max(...rows), numbersParam(rows)],
	);
	const found = await database.rows<StoredEvent>(
		`SELECT position AS pointer, event_id, username, epoch_ms(time)::DOUBLE AS time, type::VARCHAR AS type,
			response::VARCHAR AS response, risk_decision::VARCHAR AS risk_decision, risk_level::VARCHAR AS risk_level,
			compromised, ip, device, city, country::VARCHAR AS country, time_zone, client_id, challenges,
			feedback_value::VARCHAR AS feedback_value, feedback_provider,
			strftime(feedback_time, '%Y-%m-%dT%H:%M:%SZ') AS feedback_time, source::VARCHAR AS source
		FROM events WHERE position IN ${numbersSql}`,
		[numbersParam(pointers.map(({ pointer }) => Number(pointer)))],
	);
	const byPointer = new Map(found.map((event) => [Number(event.pointer), event]));
	const byRow = new Map(
		pointers.flatMap(({ row, pointer, rank }): [number, SnapshotEvent][] => {
			const event = byPointer.get(Number(pointer));
			return event ? [[row, { row, risk: risks[rank] ?? "other", ...toEvent(event) }]] : [];
		}),
	);
	return rows.flatMap((row) => byRow.get(row) ?? []);
}

/** The rows of events, by ID; those that the snapshot does not have are missing. */
export async function findRows(
	{ database }: Snapshot,
	eventIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
	if (eventIds.length === 0) return new Map();
	const found = await database.rows<{ eventId: string; row: number }>(
		`SELECT e.event_id AS "eventId", p."row" AS "row"
		FROM events e JOIN page_events p ON p.pointer = e.position
		WHERE e.event_id IN (SELECT unnest(from_json(?, '["VARCHAR"]')))`,
		[JSON.stringify(eventIds)],
	);
	return new Map(found.map(({ eventId, row }) => [eventId, row]));
}

/** The events of the same user that are nearest in time, newest first. */
export async function aroundTheSameTime(
	snapshot: Snapshot,
	row: number,
	most: number,
): Promise<readonly SnapshotEvent[]> {
	const near = condition(
		`username = (SELECT username FROM page_events WHERE "row" = ?) AND "row" <> ?`,
		row,
		row,
	);
	const found = await snapshot.database.rows<{ row: number }>(
		`SELECT "row" AS "row" FROM page_events WHERE ${near.sql}
		ORDER BY abs(epoch_ms(time) - (SELECT epoch_ms(time) FROM page_events WHERE "row" = ?)), "row" LIMIT ?`,
		[...near.params, row, most],
	);
	return readEvents(
		snapshot,
		found.map((each) => each.row).toSorted((one, other) => one - other),
	);
}

interface StoredEvent {
	readonly pointer: number;
	readonly event_id: string;
	readonly username: string | null;
	readonly time: number | null;
	readonly type: string | null;
	readonly response: string | null;
	readonly risk_decision: string | null;
	readonly risk_level: string | null;
	readonly compromised: boolean | null;
	readonly ip: string | null;
	readonly device: string | null;
	readonly city: string | null;
	readonly country: string | null;
	readonly time_zone: string | null;
	readonly client_id: string | null;
	readonly challenges: readonly string[] | null;
	readonly feedback_value: string | null;
	readonly feedback_provider: string | null;
	readonly feedback_time: string | null;
	readonly source: string;
}

function toEvent(event: StoredEvent): Omit<SnapshotEvent, "row" | "risk"> {
	const { time, feedback_value: value, feedback_provider: provider, feedback_time: date } = event;
	return {
		eventId: event.event_id,
		username: event.username ?? "",
		source: event.source === "api" ? "api" : "log",
		...present({
			at: time,
			time: time === null ? null : new Date(time).toISOString().replace(".000Z", "Z"),
			type: event.type,
			response: event.response,
			riskDecision: event.risk_decision,
			riskLevel: event.risk_level,
			compromisedCredentials: event.compromised,
			ipAddress: event.ip,
			device: event.device,
			city: event.city,
			country: event.country,
			timeZone: event.time_zone,
			clientId: event.client_id,
			challenges: event.challenges,
			feedback: value === null ? null : { value, ...present({ provider, date }) },
		}),
	};
}

/** The fields that have a value. */
function present<T extends object>(fields: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
		[Name in keyof T]?: NonNullable<T[Name]>;
	};
}
