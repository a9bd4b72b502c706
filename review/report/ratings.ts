import { type Answer, during, type Level, type Period, userSql } from "./facts.ts";
import { type Rows, rowOf, rowsOf } from "./rows.ts";

/** How many events of a rating have an answer, and of how many users they are. A user may be in several rows. */
export interface Rating {
	readonly level: Level;
	readonly answer: Answer;
	readonly events: number;
	readonly users: number;
}

/** What people answered on events that were rated Medium or High. */
export interface Precision {
	readonly events: number;
	readonly invalidEvents: number;
	/** The users of these events. */
	readonly users: number;
	/** Those with at least one `Invalid`. */
	readonly invalidUsers: number;
}

/** What answers are broken down by. */
export const dimensions = ["country", "deviceFamily", "client", "network"] as const;
export type Dimension = (typeof dimensions)[number];

/** The same for the events of one country, device family, app client or network. */
export interface Cell {
	readonly dimension: Dimension;
	readonly name: string;
	readonly events: number;
	readonly invalidEvents: number;
}

/** Fewer answered events than this make no cell. */
export const leastInCell = 30;

/** "Chrome 141, Windows 11" without the versions. */
export const familySql = "regexp_replace(device, '\\s*[0-9][0-9._]*', '', 'g')";

/** How many events and users of each rating have which answer. */
export async function ratings(db: Rows, period: Period, hasUnrated: boolean): Promise<Rating[]> {
	const counted = await rowsOf<Rating>(
		db,
		`SELECT level, answer, count(*)::INTEGER AS events, count(DISTINCT user_key)::INTEGER AS users
			FROM report_facts WHERE level <> 'None' OR answer <> 'Unanswered' GROUP BY ALL`,
	);
	const unrated = hasUnrated ? await unansweredUnrated(db, period) : undefined;
	return unrated === undefined ? counted : [...counted, unrated];
}

/**
 * Events without a risk that are unanswered: nearly all of a pool. They are counted as all of them less the answered
 * ones, since only those have been collected.
 */
async function unansweredUnrated(db: Rows, period: Period): Promise<Rating> {
	const { sql, values } = during(period);
	const counts = await rowOf<{ events: number; users: number }>(
		db,
		`WITH unrated AS (
			SELECT ${userSql} AS user_key, count(*) AS events FROM events WHERE ${sql} AND risk_level IS NULL GROUP BY 1
		), answered AS (
			SELECT user_key, count(*) AS events FROM report_facts WHERE level = 'None' AND answer <> 'Unanswered' GROUP BY 1
		), remaining AS (
			SELECT unrated.user_key, unrated.events - coalesce(answered.events, 0) AS events
			FROM unrated LEFT JOIN answered ON unrated.user_key IS NOT DISTINCT FROM answered.user_key
		)
		SELECT coalesce(sum(events), 0)::INTEGER AS events, count(user_key) FILTER (events > 0)::INTEGER AS users FROM remaining`,
		values,
	);
	return { level: "None", answer: "Unanswered", ...counts };
}

const answeredHigh = "level IN ('High', 'Medium') AND answer <> 'Unanswered'";

/** How many of the answered events that were rated Medium or High were unwanted. */
export function precision(db: Rows): Promise<Precision> {
	return rowOf<Precision>(
		db,
		`SELECT count(*)::INTEGER AS events, count(*) FILTER (answer = 'Invalid')::INTEGER AS "invalidEvents",
			count(DISTINCT user_key)::INTEGER AS users,
			count(DISTINCT user_key) FILTER (answer = 'Invalid')::INTEGER AS "invalidUsers"
		FROM report_facts WHERE ${answeredHigh}`,
	);
}

/** The same by country, device family, app client and network, where there are enough. */
export async function cells(db: Rows): Promise<Cell[]> {
	const found = await rowsOf<Cell>(
		db,
		`WITH named AS (
			SELECT answer, unnest($1::JSON::VARCHAR[]) AS dimension, unnest([country, ${familySql}, client_id, report_networks.name]) AS name
			FROM (SELECT position, network, answer FROM report_facts WHERE ${answeredHigh}) facts
				JOIN (SELECT position, country, device, client_id FROM events) USING (position)
				LEFT JOIN report_networks USING (network)
		)
		SELECT dimension, name, count(*)::INTEGER AS events, count(*) FILTER (answer = 'Invalid')::INTEGER AS "invalidEvents"
		FROM named WHERE name IS NOT NULL GROUP BY ALL HAVING count(*) >= ${leastInCell} ORDER BY events DESC, name`,
		[JSON.stringify(dimensions)],
	);
	return dimensions.flatMap((dimension) => found.filter((cell) => cell.dimension === dimension));
}
