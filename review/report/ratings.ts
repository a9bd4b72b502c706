import { during, type FeedbackOrNone, type Level, type Period, type Rows, rowOf, userSql } from "./facts.ts";

/** The number of events of a rating by feedback, and of their users. A user may be counted in several rows. */
export interface Rating {
	readonly level: Level;
	readonly feedback: FeedbackOrNone;
	readonly events: number;
	readonly users: number;
}

/** The feedback on events that were rated Medium or High. */
export interface Precision {
	readonly events: number;
	readonly invalidEvents: number;
	/** The number of users of these events. */
	readonly users: number;
	/** The number of users with at least one `Invalid`. */
	readonly invalidUsers: number;
}

/** The dimensions by which feedback is broken down. */
export const dimensions = ["country", "deviceFamily", "client", "network"] as const;
export type Dimension = (typeof dimensions)[number];

/** The feedback for one country, device family, app client or network. */
export interface Cell extends Pick<Precision, "events" | "invalidEvents"> {
	readonly dimension: Dimension;
	readonly name: string;
}

/** With fewer events with feedback, a cell is not reported. */
export const minInCell = 30;

/** A device without its versions, such as "Chrome, Windows" for "Chrome 141, Windows 11". */
export const familySql = "regexp_replace(device_text, '\\s*[0-9][0-9._]*', '', 'g')";

/** Counts events and users by rating and feedback. */
export async function ratings(db: Rows, period: Period, hasUnrated: boolean): Promise<Rating[]> {
	const counted =
		await db.rows<Rating>(`SELECT level, feedback, count(*)::INTEGER AS events, count(DISTINCT user_key)::INTEGER AS users
			FROM report_facts WHERE level <> 'None' OR feedback <> 'None' GROUP BY ALL`);
	const unrated = hasUnrated ? await unratedWithoutFeedback(db, period) : undefined;
	return unrated === undefined ? counted : [...counted, unrated];
}

/**
 * Counts events without feedback and without a risk, which are nearly all events of a pool: all events minus those with
 * feedback, since only those were collected.
 */
async function unratedWithoutFeedback(db: Rows, period: Period): Promise<Rating> {
	const { sql, values } = during(period);
	const counts = await rowOf<{ events: number; users: number }>(
		db,
		`WITH unrated AS (
			SELECT ${userSql} AS user_key, count(*) AS events FROM events WHERE ${sql} AND risk_level IS NULL GROUP BY 1
		), with_feedback AS (
			SELECT user_key, count(*) AS events FROM report_facts WHERE level = 'None' AND feedback <> 'None' GROUP BY 1
		), remaining AS (
			SELECT unrated.user_key, unrated.events - coalesce(with_feedback.events, 0) AS events
			FROM unrated LEFT JOIN with_feedback ON unrated.user_key IS NOT DISTINCT FROM with_feedback.user_key
		)
		SELECT coalesce(sum(events), 0)::INTEGER AS events, count(user_key) FILTER (events > 0)::INTEGER AS users FROM remaining`,
		values,
	);
	return { level: "None", feedback: "None", ...counts };
}

const highWithFeedback = "level IN ('High', 'Medium') AND feedback <> 'None'";

/** Counts how many of the events rated Medium or High with feedback were unwanted. */
export function precision(db: Rows): Promise<Precision> {
	return rowOf<Precision>(
		db,
		`SELECT count(*)::INTEGER AS events, count(*) FILTER (feedback = 'Invalid')::INTEGER AS "invalidEvents",
			count(DISTINCT user_key)::INTEGER AS users,
			count(DISTINCT user_key) FILTER (feedback = 'Invalid')::INTEGER AS "invalidUsers"
		FROM report_facts WHERE ${highWithFeedback}`,
	);
}

/** The same by country, device family, app client and network, if there are enough events. */
export async function cells(db: Rows): Promise<Cell[]> {
	const found = await db.rows<Cell>(
		`WITH named AS (
			SELECT feedback, unnest($1::JSON::VARCHAR[]) AS dimension, unnest([country_text, ${familySql}, client_id_text, name]) AS name
			FROM report_facts LEFT JOIN report_networks USING (network) WHERE ${highWithFeedback}
		)
		SELECT dimension, name, count(*)::INTEGER AS events, count(*) FILTER (feedback = 'Invalid')::INTEGER AS "invalidEvents"
		FROM named WHERE name IS NOT NULL GROUP BY ALL HAVING count(*) >= ${minInCell} ORDER BY events DESC, name`,
		[JSON.stringify(dimensions)],
	);
	return dimensions.flatMap((dimension) => found.filter((cell) => cell.dimension === dimension));
}
