import type { UserEvent } from "../listing/listPool.ts";
import type { Statement } from "../statements.ts";
import { conditionOf, type EventFilter } from "./filter.ts";
import type { Store } from "./store.ts";

export interface StoredEvent extends UserEvent {
	/** Missing if the event is from Cognito's API. */
	readonly source?: "log";
	/** The ID of the app client, which only logs contain. */
	readonly clientId?: string;
	readonly statement?: Omit<Statement, "eventId">;
}

/** A row of {@link eventFields}: an event with NULL for absent values. */
export type EventRow = { readonly [Field in keyof StoredEvent]: StoredEvent[Field] | null };

const iso = (time: string) => `strftime(${time}, '%Y-%m-%dT%H:%M:%SZ')`;

/** SQL for the fields of a {@link StoredEvent}. */
export const eventFields = `
	coalesce(username, '') AS username, event_id AS "eventId", type, ${iso("events.time")} AS time, response,
	risk_decision AS "riskDecision", risk_level AS "riskLevel", compromised AS "compromisedCredentials", ip AS "ipAddress",
	device, city, country, time_zone AS "timeZone", challenges,
	CASE WHEN feedback_value IS NOT NULL
		THEN {'value': feedback_value, 'provider': feedback_provider, 'date': ${iso("feedback_time")}} END AS feedback,
	client_id AS "clientId",
	CASE WHEN was_me IS NOT NULL
		THEN {'wasMe': was_me, 'at': ${iso("stated_at")}, 'sameSession': same_session} END AS statement,
	nullif(source, 'api') AS source`;

/** SQL for the relation with these fields: events with users' statements. */
export const statedEvents = "events LEFT JOIN statements USING (event_id)";

const orders = {
	newest: "events.time DESC NULLS FIRST, event_id",
	// By level; within a level, events that Cognito blocked first, then those with compromised credentials.
	riskiest: `CASE risk_level WHEN 'Low' THEN 0 WHEN 'Medium' THEN 1 WHEN 'High' THEN 2 ELSE CASE WHEN risk_level IS NULL THEN -1 ELSE 3 END END
		* 4 + CASE WHEN risk_decision = 'Block' THEN 2 ELSE 0 END + CASE WHEN compromised THEN 1 ELSE 0 END DESC, events.time DESC NULLS FIRST, event_id`,
	// A statement from the event's own session does not count.
	"not-me": `CASE WHEN same_session IS NULL OR same_session THEN 1 WHEN was_me THEN 2 ELSE 0 END, events.time DESC NULLS FIRST, event_id`,
} as const;

/** The order of events: the newest first, the riskiest first, or first those that users deny. Ties are sorted by time. */
export type Order = keyof typeof orders;

export const orderNames = Object.keys(orders) as Order[];

/** Reads the events that match a filter in batches, so that any number of events fits in memory. */
export async function* storedEvents(
	store: Store,
	filter: EventFilter,
	{ order = "newest", limit }: { readonly order?: Order; readonly limit?: number | undefined } = {},
): AsyncGenerator<StoredEvent[]> {
	const { sql, values } = conditionOf(filter);
	const batches = store.batches<EventRow>(
		`SELECT ${eventFields} FROM ${statedEvents} WHERE ${sql} ORDER BY ${orders[order]}
		${limit === undefined ? "" : `LIMIT $${values.length + 1}`}`,
		limit === undefined ? values : [...values, limit],
	);
	for await (const rows of batches) yield rows.map(toEvent);
}

/** Reads a few events whose IDs begin with a text, or the one event with exactly this ID. */
export async function eventsById(store: Store, beginning: string): Promise<StoredEvent[]> {
	const rows = await store.rows<EventRow>(
		`SELECT ${eventFields} FROM ${statedEvents} WHERE starts_with(event_id, $1) ORDER BY event_id <> $1, event_id LIMIT 6`,
		[beginning],
	);
	const exact = rows.filter((row) => row.eventId === beginning);
	return (exact.length > 0 ? exact : rows).map(toEvent);
}

/** Omits absent values, also those of feedback. */
export function toEvent<T extends object>(row: T): { [Field in keyof T]: NonNullable<T[Field]> } {
	const event: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(row))
		if (value !== null)
			event[name] = typeof value === "object" && !Array.isArray(value) ? toEvent(value) : value;
	return event as ReturnType<typeof toEvent<T>>;
}
