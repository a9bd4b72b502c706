import type { UserEvent } from "../listing/listPool.ts";
import type { Statement } from "../statements.ts";
import { conditionOf, type EventFilter } from "./filter.ts";
import { Parameters } from "./sql.ts";
import type { Store } from "./store.ts";

/** An event of the store, with its source. */
export interface StoredEvent extends UserEvent {
	/** Missing if the event is from Cognito's API. */
	readonly source?: "log";
	/** The ID of the app client, which only logs contain. */
	readonly clientId?: string;
	/** The user's statement about the event. */
	readonly statement?: Omit<Statement, "eventId">;
}

interface EventRow {
	readonly [column: string]: unknown;
	readonly event_id: string;
	readonly username: string | null;
	readonly time: Date | null;
	readonly challenges: readonly string[] | null;
	readonly feedback_value: string | null;
	readonly feedback_provider: string | null;
	readonly feedback_time: Date | null;
	readonly source: string;
	readonly was_me?: boolean | null;
	readonly stated_at?: Date | null;
	readonly same_session?: boolean | null;
}

/** Joins users' statements to events. */
const withStatements = "LEFT JOIN statements USING (event_id)";

const orders = {
	newest: "time DESC NULLS FIRST, event_id",
	// By level; within a level, events that Cognito blocked first, then those with compromised credentials.
	riskiest: `CASE risk_level WHEN 'Low' THEN 0 WHEN 'Medium' THEN 1 WHEN 'High' THEN 2 ELSE CASE WHEN risk_level IS NULL THEN -1 ELSE 3 END END
		* 4 + CASE WHEN risk_decision = 'Block' THEN 2 ELSE 0 END + CASE WHEN compromised THEN 1 ELSE 0 END DESC, time DESC NULLS FIRST, event_id`,
	// A statement from the event's own session does not count.
	"not-me": `CASE WHEN same_session IS NULL OR same_session THEN 1 WHEN was_me THEN 2 ELSE 0 END, time DESC NULLS FIRST, event_id`,
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
	const parameters = new Parameters();
	const { sql } = conditionOf(filter, parameters);
	const limitClause = limit === undefined ? "" : `LIMIT ${parameters.add(limit)}`;
	const batches = store.batches<EventRow>(
		`SELECT * FROM events ${withStatements} WHERE ${sql} ORDER BY ${orders[order]} ${limitClause}`,
		parameters.values,
	);
	for await (const rows of batches) yield rows.map(toStoredEvent);
}

/** Reads a few events whose IDs begin with a text, or the one event with exactly this ID. */
export async function eventsById(store: Store, beginning: string): Promise<StoredEvent[]> {
	const rows = await store.rows<EventRow>(
		`SELECT * FROM events ${withStatements} WHERE starts_with(event_id, $1) ORDER BY event_id <> $1, event_id LIMIT 6`,
		[beginning],
	);
	const exact = rows.filter((row) => row.event_id === beginning);
	return (exact.length > 0 ? exact : rows).map(toStoredEvent);
}

/** Converts a row of the relation `events` to an event, and omits absent values. */
function toStoredEvent(row: EventRow): StoredEvent {
	const { feedback_value, feedback_provider, feedback_time, challenges, time, source } = row;
	const fields = {
		username: row.username ?? "",
		eventId: row.event_id,
		type: row.type,
		time: isoTime(time),
		response: row.response,
		riskDecision: row.risk_decision,
		riskLevel: row.risk_level,
		compromisedCredentials: row.compromised,
		ipAddress: row.ip,
		device: row.device,
		city: row.city,
		country: row.country,
		timeZone: row.time_zone,
		challenges,
		feedback:
			feedback_value === null
				? undefined
				: present({
						value: feedback_value,
						provider: feedback_provider,
						date: isoTime(feedback_time),
					}),
		clientId: row.client_id,
		statement:
			row.was_me === null || row.was_me === undefined
				? undefined
				: { wasMe: row.was_me, at: isoTime(row.stated_at ?? null), sameSession: row.same_session },
		source: source === "log" ? source : undefined,
	};
	return present(fields) as unknown as StoredEvent;
}

function isoTime(time: Date | null): string | undefined {
	return time?.toISOString().replace(/\.\d{3}Z$/, "Z");
}

function present<T extends object>(fields: T): Partial<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
	) as Partial<T>;
}
