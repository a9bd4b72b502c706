import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import { type Condition, conditionOf, type Store } from "../store/index.ts";

/** The part of a store that figures use. */
export type Rows = Pick<Store, "rows">;

/** The first row of a statement that always returns one. */
export async function rowOf<T extends object>(db: Rows, ...statement: Parameters<Rows["rows"]>): Promise<T> {
	const [first] = await db.rows<T>(...statement);
	if (first === undefined) throw new Error("a statement of the report returned no row");
	return first;
}

/** The rating of an event: Cognito's levels, `None` for an unrated event, and `Other` for an undocumented level. */
export const levels = ["High", "Medium", "Low", "None", "Other"] as const;
export type Level = (typeof levels)[number];

/** The feedback on an event: the decision in the decisions file, or else the feedback in Cognito. */
export type FeedbackOrNone = FeedbackValue | "None";

/** A period, as ISO 8601; `until` is exclusive. A missing limit means no limit. */
export interface Period {
	readonly since?: string | undefined;
	readonly until?: string | undefined;
}

/** A condition for events of a period. As everywhere, events without a time belong to every period. */
export function during({ since, until }: Period): Condition {
	return conditionOf({ ...(since && { since }), ...(until && { until }) });
}

/** Hashes a text to a number, which is faster to copy, compare and group by; NULL for NULL. */
export const codeOf = (column: string) => `CASE WHEN ${column} IS NOT NULL THEN hash(${column}) END`;

/** The number for the user; NULL for events without one. */
export const userSql = "nullif(user_key, hash(NULL::VARCHAR))";

/** Sign-ins that did not fail: full-function mode would not have affected a failed one. */
export const signInSql = "type = 'SignIn' AND coalesce(response, '') <> 'Fail'";

export const mfaSql = "len(list_filter(challenges, lambda c: starts_with(c, 'Mfa'))) > 0";

/** Rated events without feedback. */
export const openSql = "level IN ('High', 'Medium', 'Low') AND feedback = 'None'";

/** The first days of the bands in which the time since an event or its feedback is reported. */
export const bandStarts = [0, 8, 31, 91] as const;

const [, ...nextStarts] = bandStarts;

/** The index of the band of a number of days. */
export const bandSql = (days: string) =>
	`CASE ${nextStarts.map((start, band) => `WHEN ${days} < ${start} THEN ${band}`).join(" ")} ELSE ${nextStarts.length} END`;

/** The maximum number of networks, and of devices, that are listed. */
export const listed = 5;

/** The minimum number of events of a network that is listed by its feedback. */
export const minNamed = 25;

/** The part of the decisions file that a report uses. */
export interface Named {
	/** The decisions by event ID. */
	readonly decisions: ReadonlyMap<string, { readonly feedbackValue: FeedbackValue }>;
	readonly samples: readonly { readonly events: readonly string[] }[];
}

/**
 * Collects, once for all figures, the events that are examined individually: rated, with compromised credentials, or with
 * feedback.
 *
 * It creates the temporary tables `report_facts`, `report_networks` and `report_devices`, in addition to those of
 * {@link collectNamed}. Events are identified by their position, and texts by numbers, because copying texts would take longer
 * than computing all figures.
 *
 * @param details Whether networks are named by their addresses; otherwise they are numbered, which reveals no place.
 */
export async function collectFacts(db: Rows, named: Named, period: Period, details: boolean): Promise<void> {
	await collectNamed(db, named);
	const { sql, values } = during(period);
	const inCognito = "CASE WHEN feedback_value IN ('Valid', 'Invalid') THEN feedback_value::VARCHAR END";
	const isFact = "risk_level IS NOT NULL OR compromised OR feedback_value IN ('Valid', 'Invalid')";
	// Only events with feedback are broken down by these. They are few, so their texts are cheap to copy.
	const textIfFeedback = (column: string) =>
		`CASE WHEN coalesce(value, ${inCognito}) IS NOT NULL THEN ${column}::VARCHAR END AS ${column}_text`;
	// The date in Cognito belongs to Cognito's feedback, not to a different decision that is still to be applied.
	const columns = `position, ${userSql} AS user_key, time, coalesce(${signInSql}, false) AS is_sign_in,
		CASE WHEN risk_level IN ('High', 'Medium', 'Low') THEN risk_level::VARCHAR WHEN risk_level IS NULL THEN 'None' ELSE 'Other' END AS level,
		coalesce(compromised, false) AS compromised, ip_number,
		${codeOf("network")} AS network, ${codeOf("device")} AS device, ${codeOf("client_id")} AS client,
		coalesce(value, ${inCognito}, 'None') AS feedback, ${["country", "device", "client_id"].map(textIfFeedback).join(", ")},
		CASE WHEN value IS NULL OR value = ${inCognito} THEN feedback_time END AS feedback_at, ${mfaSql} AS has_mfa`;
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_facts AS SELECT ${columns}
			FROM (SELECT * FROM events LEFT JOIN report_decisions USING (position) WHERE ${sql} AND (${isFact} OR value IS NOT NULL))`,
		values,
	);
	const number = "'network ' || row_number() OVER (ORDER BY facts.events DESC, events.network)";
	await collectNames(db, "network", details ? "events.network" : number);
	await collectNames(db, "device", "events.device");
}

/** Collects the events of the decisions file in the temporary tables `report_named` and `report_decisions`. */
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

/** Creates the table of the texts behind the numbers of a column, for those with enough events to be listed. */
async function collectNames(db: Rows, column: "network" | "device", name: string): Promise<void> {
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_${column}s AS WITH counted AS (
			SELECT ${column}, count(*) AS events, count(*) FILTER (${openSql}) AS open, min(position) AS position
			FROM report_facts WHERE ${column} IS NOT NULL GROUP BY 1
		), most AS (
			SELECT open FROM counted ORDER BY open DESC LIMIT ${listed}
		), facts AS (
			SELECT * FROM counted WHERE events >= least(${minNamed}, (SELECT min(open) FROM most))
		)
		SELECT facts.${column}, ${name} AS name FROM facts JOIN events USING (position)`,
	);
}
