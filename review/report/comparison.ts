import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import { bandSql, codeOf, type Rows } from "./facts.ts";

/** The columns by which later events are compared, besides the user's. Events without a value are excluded. */
const columnsOf = {
	deviceAndNetwork: ["device", "network"],
	device: ["device"],
	network: ["network"],
} as const;
export type Characteristic = keyof typeof columnsOf;
export const characteristics = Object.keys(columnsOf) as Characteristic[];

export interface Compared {
	readonly withFeedback: number;
	readonly usersWithFeedback: number;
	readonly withoutFeedback: number;
	readonly usersWithoutFeedback: number;
}

/** The sums for a comparison, in a band of days or, for the last band, in all of them. */
export interface Sums extends Compared {
	readonly value: FeedbackValue;
	readonly band: number;
	readonly shareAfterFeedback: number;
	readonly shareWithoutFeedback: number;
	readonly before: number | null;
	/** The covariance of the difference in this band with that in each band. */
	readonly covariance: readonly number[];
}

/** The maximum number of events without feedback that each event with feedback is compared with. */
const controlsPerFeedback = 4;

const isHigh = "risk_level IN ('High', 'Medium')";

/**
 * Collects the events with feedback, those without that may be compared with them, and all events of their users.
 *
 * It creates `report_candidates` and `report_histories`.
 */
export async function collectComparison(db: Rows): Promise<void> {
	// The delay of the feedback is matched as well: the days of an event without feedback start equally late.
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_candidates AS WITH rated AS (
			SELECT position, user_key, time, level, device, network, coalesce(client, 0) AS client, feedback, feedback_at,
				date_trunc('week', time) AS week
			FROM report_facts WHERE level IN ('High', 'Medium', 'Low') AND time IS NOT NULL
		), with_feedback AS (
			SELECT * FROM rated WHERE feedback <> 'None' AND feedback_at >= time
		), strata AS (
			SELECT level, week, client, count(*) AS with_feedback, quantile_disc(epoch_ms(feedback_at) - epoch_ms(time), 0.5) AS delay
			FROM with_feedback GROUP BY ALL
		), drawn AS (
			SELECT position, strata.delay FROM rated
				JOIN strata USING (level, week, client) JOIN events USING (position)
			WHERE feedback = 'None'
			QUALIFY row_number() OVER (PARTITION BY level, week, rated.client ORDER BY md5(event_id), event_id) <= ${controlsPerFeedback} * strata.with_feedback
		), without_feedback AS (
			SELECT rated.*, delay FROM rated JOIN drawn USING (position)
		)
		SELECT position, user_key, time, level, device, network, client, week, feedback, feedback_at AS start FROM with_feedback
		UNION ALL
		SELECT position, user_key, time, level, device, network, client, week, feedback, make_timestamp_ms(epoch_ms(time) + delay) FROM without_feedback`,
	);
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_histories AS
			SELECT user_key, time, ${codeOf("device")} AS device, ${codeOf("network")} AS network,
				coalesce(${isHigh}, false) AS high, row_number() OVER (PARTITION BY user_key ORDER BY time) - 1 AS earlier
			FROM events WHERE time IS NOT NULL AND user_key IN (SELECT user_key FROM report_candidates)`,
	);
}

/** Histories are matched by powers of four: 0, 1 to 3, 4 to 15, and so on. */
const powerOfFour = (count: string) =>
	`CASE WHEN ${count} = 0 THEN 0 ELSE 1 + floor(log2(${count}) / 2)::INTEGER END`;

/** Computes the sums for each value and band. */
export async function estimates(db: Rows, characteristic: Characteristic): Promise<Sums[]> {
	const same = columnsOf[characteristic];
	const key = ["user_key", ...same].join(", ");
	// Only the first feedback on the same characteristics counts, compared with events before it: at these events, neither
	// side had any feedback yet.
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_outcomes AS WITH firsts AS (
			SELECT ${key}, min(time) AS first_feedback FROM report_facts WHERE feedback <> 'None' GROUP BY ALL
		), before AS (
			SELECT ${key}, time, min(earlier) AS earlier, min(earlier_high) AS earlier_high FROM (
				SELECT *, sum(high::INTEGER) OVER (PARTITION BY ${key} ORDER BY time ROWS UNBOUNDED PRECEDING) - high::INTEGER AS earlier_high
				FROM report_histories
			) GROUP BY ALL
		), eligible AS (
			SELECT c.*, ${powerOfFour("earlier")} AS history, ${powerOfFour("earlier_high")} AS high_history
			FROM report_candidates c JOIN before USING (${key}, time) LEFT JOIN firsts USING (${key})
			WHERE ${same.map((column) => `${column} IS NOT NULL`).join(" AND ")}
				AND (first_feedback IS NULL OR time < first_feedback OR (time = first_feedback AND feedback <> 'None'))
		), around AS (
			SELECT e.position, e.feedback, e.user_key, e.level, e.week, e.client, e.history, e.high_history, h.high,
				CASE WHEN h.time <= e.start THEN -1 ELSE (epoch_ms(h.time) - epoch_ms(e.start)) // 86400000 END AS day
			FROM eligible e JOIN report_histories h USING (${key})
		), banded AS (
			SELECT *, CASE WHEN day < 0 THEN -1 ELSE ${bandSql("day")} END AS band
			FROM around
		)
		SELECT feedback, user_key, level, week, client, history, high_history, band, avg(high::INTEGER) AS high FROM banded
			GROUP BY position, feedback, user_key, level, week, client, history, high_history, band
		UNION ALL
		SELECT feedback, user_key, level, week, client, history, high_history, 4, avg(high::INTEGER) FROM banded WHERE band >= 0
			GROUP BY position, feedback, user_key, level, week, client, history, high_history`,
	);
	return db.rows<Sums>(sumsSql);
}

/**
 * The weighted means of both sides over the strata that have both, and their covariance over users: the squared influence of
 * each user on the difference, summed. Sources: Iacus, King and Porro, "Causal inference without balance checking: coarsened
 * exact matching", 2012; Cameron and Miller, "A practitioner's guide to cluster-robust inference", 2015.
 */
const sumsSql = `WITH sides AS (
		SELECT unnest(['Valid', 'Invalid']) AS value
	), observed AS (
		SELECT value, user_key, level, week, client, history, high_history, band, high, feedback = value AS treated
		FROM report_outcomes JOIN sides ON feedback IN (value, 'None') WHERE band >= 0
	), strata AS (
		SELECT value, band, level, week, client, history, high_history, count(*) FILTER (treated) AS with_feedback, count(*) FILTER (NOT treated) AS without_feedback
		FROM observed GROUP BY ALL HAVING with_feedback > 0 AND without_feedback > 0
	), weighted AS (
		SELECT observed.*, CASE WHEN treated THEN 1 ELSE with_feedback / without_feedback END AS weight
		FROM observed JOIN strata USING (value, band, level, week, client, history, high_history)
	), means AS (
		SELECT value, band, count(*) FILTER (treated)::INTEGER AS "withFeedback", count(*) FILTER (NOT treated)::INTEGER AS "withoutFeedback",
			count(DISTINCT user_key) FILTER (treated)::INTEGER AS "usersWithFeedback",
			count(DISTINCT user_key) FILTER (NOT treated)::INTEGER AS "usersWithoutFeedback",
			count(DISTINCT user_key) AS users,
			avg(high) FILTER (treated) AS "shareAfterFeedback",
			sum(weight * high) FILTER (NOT treated) / sum(weight) FILTER (NOT treated) AS "shareWithoutFeedback"
		FROM weighted GROUP BY value, band
	), influences AS (
		SELECT value, band, user_key, sum(CASE WHEN treated THEN high - "shareAfterFeedback" ELSE -weight * (high - "shareWithoutFeedback") END)
			/ any_value("withFeedback") * sqrt(any_value(users) / greatest(any_value(users) - 1, 1)) AS influence
		FROM weighted JOIN means USING (value, band) GROUP BY value, band, user_key
	), covariances AS (
		SELECT one.value, one.band, other.band AS other, sum(one.influence * other.influence) AS covariance
		FROM influences one JOIN influences other USING (value, user_key) GROUP BY ALL
	), rows AS (
		SELECT value, band, list(coalesce(covariance, 0) ORDER BY other) AS covariance
		FROM (SELECT value, band, unnest(range(5)) AS other FROM means) LEFT JOIN covariances USING (value, band, other) GROUP BY ALL
	), befores AS (
		SELECT feedback AS value, avg(high) AS before FROM report_outcomes WHERE band = -1 GROUP BY 1
	)
	SELECT value, band::INTEGER AS band, "withFeedback", "usersWithFeedback", "withoutFeedback", "usersWithoutFeedback", "shareAfterFeedback", "shareWithoutFeedback", before, covariance
	FROM means JOIN rows USING (value, band) LEFT JOIN befores USING (value) ORDER BY value, band`;
