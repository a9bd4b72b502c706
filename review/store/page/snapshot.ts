import { conditionOf, type EventFilter } from "../filter.ts";
import { risks } from "./risk.ts";
import { binsOver, type Scale } from "./scale.ts";
import type { Database } from "./sql.ts";

/** The columns whose distinct values are replaced by numbers, which are faster to compare and to group by. */
const codedColumns = ["username", "ip", "network", "device", "country", "client_id", "type"] as const;
export type CodedColumn = (typeof codedColumns)[number];

/** A value of a column with its number. */
export interface Coded {
	readonly number: number;
	readonly value: string;
}

/**
 * The events of one review at its start, in a narrow temporary table. Events are numbered and sorted from the newest to the
 * oldest, and a filter reads few bytes per event. The texts stay in the store, at the position given in the table.
 */
export interface Snapshot {
	readonly database: Database;
	readonly count: number;
	/** The number of users with events. */
	readonly users: number;
	/** The number of events with a user's statement. */
	readonly stated: number;
	/** The number of events of each risk, in the order of `risks`. */
	readonly risks: readonly number[];
	/** The scale of the timeline; `undefined` if no event has a time. */
	readonly scale: Scale | undefined;
	/** The values of columns with few distinct values, the most frequent first. */
	readonly values: Readonly<Record<"country" | "type", readonly Coded[]>>;
}

/** Takes a snapshot of the events that match a filter. */
export async function takeSnapshot(database: Database, filter: EventFilter = {}): Promise<Snapshot> {
	const { sql: where, values } = conditionOf(filter);
	for (const column of codedColumns)
		await database.rows(
			`CREATE OR REPLACE TEMP TABLE page_${column} AS
			SELECT (row_number() OVER (ORDER BY lower(value), value) - 1)::INTEGER AS number, value, events
			FROM (SELECT ${column} AS value, count(*)::INTEGER AS events FROM events WHERE ${where} GROUP BY 1)
			WHERE value IS NOT NULL`,
			values,
		);
	const [{ first, last, ...counts } = nothing] = await database.rows<typeof nothing>(
		`SELECT count(*)::INTEGER AS count, (SELECT count(*)::INTEGER FROM page_username) AS users,
			epoch_ms(min(time))::DOUBLE AS first, epoch_ms(max(time))::DOUBLE AS last
		FROM events WHERE ${where}`,
		values,
	);
	const scale = binsOver(first, last);
	const { from = 0, step = 1 } = scale ?? {};
	await database.rows(
		`CREATE OR REPLACE TEMP TABLE page_sorted AS
		SELECT e.position, e.time,
			coalesce(least(254, (epoch_ms(e.time) - ${from}) // ${step}), 255)::UTINYINT AS bin,
			(CASE e.risk_level WHEN 'High' THEN 1 WHEN 'Medium' THEN 2 WHEN 'Low' THEN 3 ELSE
				CASE WHEN e.risk_level IS NULL AND e.risk_decision = 'NoRisk' THEN 4
					WHEN e.risk_level IS NULL AND e.risk_decision IS NULL THEN 5 ELSE 0 END END)::UTINYINT AS rank,
			(CASE e.feedback_value WHEN 'Valid' THEN 1 WHEN 'Invalid' THEN 2 ELSE
				CASE WHEN e.feedback_value IS NULL THEN 0 ELSE 3 END END)::UTINYINT AS feedback,
			(CASE WHEN same_session IS NULL THEN 0 WHEN same_session THEN 1 WHEN was_me THEN 2 ELSE 3 END)::UTINYINT AS said,
			${codedColumns.map((column) => `${column}.number AS ${column}`).join(", ")}
		FROM (SELECT * FROM events LEFT JOIN statements USING (event_id) WHERE ${where}) e
		${codedColumns.map((column) => `LEFT JOIN page_${column} ${column} ON ${column}.value = e.${column}`).join("\n")}
		ORDER BY e.time DESC NULLS LAST, e.position DESC`,
		values,
	);
	await database.rows(`CREATE OR REPLACE TEMP VIEW page_events AS SELECT rowid AS "row", * FROM page_sorted`);
	const ranks = await database.rows<{ rank: number; count: number; stated: number }>(
		`SELECT rank, count(*)::INTEGER AS count, count_if(said > 0)::INTEGER AS stated FROM page_events GROUP BY 1`,
	);
	return {
		database,
		...counts,
		stated: ranks.reduce((sum, { stated }) => sum + stated, 0),
		risks: risks.map((_, rank) => ranks.find((each) => each.rank === rank)?.count ?? 0),
		scale,
		values: { country: await valuesOf(database, "country"), type: await valuesOf(database, "type") },
	};
}

const nothing = { count: 0, users: 0, first: null as number | null, last: null as number | null };

function valuesOf(database: Database, column: CodedColumn): Promise<readonly Coded[]> {
	return database.rows(`SELECT number, value FROM page_${column} ORDER BY events DESC, number LIMIT 1000`);
}
