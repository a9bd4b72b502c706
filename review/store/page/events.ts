import type { UserEvent } from "../../listing/listPool.ts";
import type { Statement } from "../../statements.ts";
import { type Risk, riskOf } from "./risk.ts";
import type { Snapshot } from "./snapshot.ts";
import { type Condition, condition, numbersParam, numbersSql } from "./sql.ts";

/** An event of a snapshot. */
export interface SnapshotEvent extends UserEvent {
	/** The number of the event; 0 is the newest. */
	readonly row: number;
	/** The time in milliseconds since 1970. */
	readonly at?: number;
	readonly risk: Risk;
	readonly clientId?: string;
	/** The user's statement about the event. */
	readonly statement?: Omit<Statement, "eventId">;
	/** The source: an exported log or Cognito's API. */
	readonly source: "log" | "api";
}

/** Up to this count, a statement lists numbers one by one, so that DuckDB does not decompress rows that it skips. */
const fewNumbers = 1_000;

function among(column: string, numbers: readonly number[]): Condition {
	const isFew = numbers.length <= fewNumbers;
	const first = numbers.reduce((min, number) => Math.min(min, number), Number.MAX_SAFE_INTEGER);
	const last = numbers.reduce((max, number) => Math.max(max, number), 0);
	return condition(
		`${column} BETWEEN ? AND ? AND ${column} IN ${isFew ? `(${numbers.map(() => "?").join(",")})` : numbersSql}`,
		...[first, last],
		...(isFew ? numbers : [numbersParam(numbers)]),
	);
}

/** Reads the events of some rows, in the order of the rows. */
export async function readEvents(
	snapshot: Snapshot,
	rows: readonly number[],
): Promise<readonly SnapshotEvent[]> {
	if (rows.length === 0) return [];
	const ofRows = among(`"row"`, rows);
	const places = await snapshot.database.rows<{ row: number; position: number }>(
		`SELECT "row" AS "row", position FROM page_events WHERE ${ofRows.sql}`,
		ofRows.params,
	);
	const atPlaces = among(
		"position",
		places.map(({ position }) => position),
	);
	const found = await snapshot.database.rows<StoredEvent>(
		`SELECT position, event_id, username, epoch_ms(time)::DOUBLE AS time, type, response, risk_decision, risk_level,
			compromised, ip, device, city, country, time_zone, client_id, challenges, feedback_value, feedback_provider,
			strftime(feedback_time, '%Y-%m-%dT%H:%M:%SZ') AS feedback_time, source,
			was_me, strftime(stated_at, '%Y-%m-%dT%H:%M:%SZ') AS stated_at, same_session
		FROM events LEFT JOIN statements USING (event_id) WHERE ${atPlaces.sql}`,
		atPlaces.params,
	);
	const byPosition = new Map(found.map((event) => [event.position, event]));
	const byRow = new Map(places.map(({ row, position }) => [row, byPosition.get(position)]));
	return rows.flatMap((row) => {
		const event = byRow.get(row);
		return event ? [{ row, ...toEvent(event) }] : [];
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
	const found = await snapshot.database.rows<{ row: number }>(
		`SELECT "row" AS "row" FROM page_events WHERE ${near.sql}
		ORDER BY abs(epoch_ms(time) - (SELECT epoch_ms(time) FROM page_events WHERE "row" = ?)), "row" LIMIT ?`,
		[...near.params, row, count],
	);
	return readEvents(
		snapshot,
		found.map((each) => each.row).toSorted((one, other) => one - other),
	);
}

interface StoredEvent {
	readonly position: number;
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
	readonly was_me: boolean | null;
	readonly stated_at: string | null;
	readonly same_session: boolean | null;
	readonly source: string;
}

function toEvent(event: StoredEvent): Omit<SnapshotEvent, "row"> {
	const { time, feedback_value: value, feedback_provider: provider, feedback_time: date } = event;
	return {
		eventId: event.event_id,
		username: event.username ?? "",
		source: event.source === "api" ? "api" : "log",
		risk: riskOf(event.risk_level, event.risk_decision),
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
			statement:
				event.was_me === null
					? null
					: {
							wasMe: event.was_me,
							at: event.stated_at ?? "",
							sameSession: event.same_session ?? true,
						},
		}),
	};
}

/** The fields that have a value. */
function present<T extends object>(fields: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
		[Name in keyof T]?: NonNullable<T[Name]>;
	};
}
