import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import type { Condition, Rows } from "./rows.ts";

/** How an event was rated: as Cognito names it, `None` where it was not, `Other` for what no documentation lists. */
export const levels = ["High", "Medium", "Low", "None", "Other"] as const;
export type Level = (typeof levels)[number];

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

/** A number that stands for a text, which is quicker to copy, compare and group by; NULL for NULL. */
export const codeOf = (column: string) => `CASE WHEN ${column} IS NOT NULL THEN hash(${column}) END`;

/** The number that stands for the user; NULL for events without one. */
export const userSql = "nullif(user_key, hash(NULL::VARCHAR))";

/** A sign-in that failed anyway would have met nothing. */
export const signInSql = "type = 'SignIn' AND coalesce(response, '') <> 'Fail'";

export const mfaSql = "len(list_filter(challenges, lambda c: starts_with(c, 'Mfa'))) > 0";

/** Rated and unanswered. */
export const openSql = "level IN ('High', 'Medium', 'Low') AND answer = 'Unanswered'";

/** How many networks and devices are listed, each. */
export const listed = 5;

/** A network that is listed by its answers has at least so many events. */
export const leastNamed = 25;

/** What the decisions file has for a report. */
export interface Named {
	/** By event ID. */
	readonly decisions: ReadonlyMap<string, { readonly feedbackValue: FeedbackValue }>;
	readonly samples: readonly { readonly events: readonly string[] }[];
}

/**
 * Collects, once for all figures, the events that can matter one by one: rated, with compromised credentials, or
 * answered. An event's answer is the decision in the file, or else the feedback that Cognito has.
 *
 * It makes the temporary tables `report_facts`, `report_networks` and `report_devices`, beside those of
 * {@link collectNamed}. Events go by their position, and texts by numbers: copying texts takes longer than all figures.
 *
 * @param details Whether networks go by their addresses; else they are numbered, which reveals no place.
 */
export async function collectFacts(db: Rows, named: Named, period: Period, details: boolean): Promise<void> {
	await collectNamed(db, named);
	const { sql, values } = during(period);
	const given = "CASE WHEN feedback_value IN ('Valid', 'Invalid') THEN feedback_value::VARCHAR END";
	const isFact = "risk_level IS NOT NULL OR compromised OR feedback_value IN ('Valid', 'Invalid')";
	// Only answered events are broken down by these: few, whose texts cost little.
	const answeredText = (column: string) =>
		`CASE WHEN coalesce(value, ${given}) IS NOT NULL THEN ${column}::VARCHAR END AS ${column}_text`;
	// The date in Cognito is that of the feedback in Cognito, not of another decision that is still to be applied.
	const columns = `position, ${userSql} AS user_key, time, coalesce(${signInSql}, false) AS is_sign_in,
		${levelSql("risk_level")} AS level, coalesce(compromised, false) AS compromised, ip_number,
		${codeOf("network")} AS network, ${codeOf("device")} AS device, ${codeOf("client_id")} AS client,
		coalesce(value, ${given}, 'Unanswered') AS answer, ${["country", "device", "client_id"].map(answeredText).join(", ")},
		CASE WHEN value IS NULL OR value = ${given} THEN feedback_time END AS answered_at, ${mfaSql} AS has_mfa`;
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_facts AS SELECT ${columns}
			FROM (SELECT * FROM events LEFT JOIN report_decisions USING (position) WHERE ${sql} AND (${isFact} OR value IS NOT NULL))`,
		values,
	);
	const number = "'network ' || row_number() OVER (ORDER BY facts.events DESC, events.network)";
	await collectNames(db, "network", details ? "events.network" : number);
	await collectNames(db, "device", "events.device");
}

/** Collects the events that the decisions file names, in the temporary tables `report_named` and `report_decisions`. */
export async function collectNamed(db: Rows, { decisions, samples }: Named): Promise<void> {
	const named = new Set([...decisions.keys(), ...samples.flatMap(({ events }) => events)]);
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_named AS
			SELECT event_id, position, ${userSql} AS user_key, risk_level, feedback_value FROM events WHERE event_id IN (SELECT unnest($1::JSON::VARCHAR[]))`,
		[JSON.stringify([...named])],
	);
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_decisions AS SELECT position, value FROM report_named JOIN (
			SELECT unnest($1::JSON::VARCHAR[]) AS event_id, unnest($2::JSON::VARCHAR[]) AS value
		) USING (event_id)`,
		[
			JSON.stringify([...decisions.keys()]),
			JSON.stringify([...decisions.values()].map(({ feedbackValue }) => feedbackValue)),
		],
	);
}

/** Makes the table of the names that numbers of a column stand for: of those that have enough events to be listed. */
async function collectNames(db: Rows, column: "network" | "device", name: string): Promise<void> {
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_${column}s AS WITH counted AS (
			SELECT ${column}, count(*) AS events, count(*) FILTER (${openSql}) AS open, min(position) AS position
			FROM report_facts WHERE ${column} IS NOT NULL GROUP BY 1
		), most AS (
			SELECT open FROM counted ORDER BY open DESC LIMIT ${listed}
		), facts AS (
			SELECT * FROM counted WHERE events >= least(${leastNamed}, (SELECT min(open) FROM most))
		)
		SELECT facts.${column}, ${name} AS name FROM facts JOIN events USING (position)`,
	);
}
