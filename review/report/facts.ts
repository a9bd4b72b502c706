import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import type { Condition, Rows } from "./rows.ts";

/** How an event was rated: as Cognito names it, `None` where it was not, `Other` for what no documentation lists. */
export const levels = ["High", "Medium", "Low", "None", "Other"] as const;
export type Level = (typeof levels)[number];

/** What was answered on an event. */
export type Answer = FeedbackValue | "Unanswered";

/** From when to when, as ISO 8601; `until` is not part of it. What is absent has no end. */
export interface Period {
	readonly since?: string;
	readonly until?: string;
}

export const levelSql = (column: string) =>
	`CASE WHEN ${column} IS NULL THEN 'None' WHEN ${column} IN ('High', 'Medium', 'Low') THEN ${column}::VARCHAR ELSE 'Other' END`;

/** A condition for events of a period. As everywhere, events without a time are part of any. */
export function during({ since, until }: Period): Condition {
	const ends = [
		{ operator: ">=", time: since },
		{ operator: "<", time: until },
	].flatMap(({ operator, time }) => (time === undefined ? [] : [{ operator, time }]));
	const conditions = ends.map(
		({ operator }, index) => `(time ${operator} $${index + 1}::TIMESTAMP OR time IS NULL)`,
	);
	return {
		sql: conditions.join(" AND ") || "true",
		values: ends.map(({ time }) => new Date(time).toISOString().replace("Z", "")),
	};
}

/**
 * Collects, once for all figures, the events that can matter one by one: rated, with compromised credentials, or
 * answered. An event's answer is the decision in the file, or else the feedback that Cognito has.
 *
 * It makes the temporary tables `report_decisions`, `report_facts` and `report_networks`.
 *
 * @param details Whether networks go by their addresses; else they are numbered, which tells nobody's place.
 */
export async function collectFacts(
	db: Rows,
	decisions: ReadonlyMap<string, { readonly feedbackValue: FeedbackValue }>,
	period: Period,
	details: boolean,
): Promise<void> {
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_decisions AS
			SELECT unnest($1::JSON::VARCHAR[]) AS event_id, unnest($2::JSON::VARCHAR[]) AS value`,
		[
			JSON.stringify([...decisions.keys()]),
			JSON.stringify([...decisions.values()].map(({ feedbackValue }) => feedbackValue)),
		],
	);
	const { sql, values } = during(period);
	const given = "CASE WHEN feedback_value IN ('Valid', 'Invalid') THEN feedback_value::VARCHAR END";
	const isFact = `(risk_level IS NOT NULL OR compromised OR feedback_value IN ('Valid', 'Invalid'))`;
	// The date in Cognito is that of the feedback in Cognito, not of another decision that is still to be applied.
	const columns = `event_id, username::VARCHAR AS username, time, type::VARCHAR AS type, response::VARCHAR AS response,
		${levelSql("risk_level")} AS level, coalesce(compromised, false) AS compromised, ip::VARCHAR AS ip,
		network::VARCHAR AS network, device::VARCHAR AS device, country::VARCHAR AS country, client_id::VARCHAR AS client,
		coalesce(value, ${given}, 'Unanswered') AS answer,
		CASE WHEN value IS NULL OR value = ${given} THEN feedback_time END AS answered_at,
		len(list_filter(challenges, lambda c: starts_with(c, 'Mfa'))) > 0 AS has_mfa`;
	// Joining only the few rated events is faster than joining all, and so is looking the rest up by the decisions.
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_facts AS
			SELECT ${columns} FROM (SELECT * FROM events WHERE ${sql} AND ${isFact}) LEFT JOIN report_decisions USING (event_id)
			${
				decisions.size === 0
					? ""
					: `UNION ALL SELECT ${columns} FROM events JOIN report_decisions USING (event_id)
						WHERE ${sql} AND NOT coalesce(${isFact}, false)`
			}`,
		values,
	);
	const name = details ? "network" : "'network ' || row_number() OVER (ORDER BY count(*) DESC, network)";
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_networks AS
			SELECT network, ${name} AS name FROM report_facts WHERE network IS NOT NULL GROUP BY network`,
	);
}
