import type { Sample } from "pulumi-cognito-feedback/feedback-file";
import { conditionOf, timestamp } from "../store/index.ts";
import { type Coverage, type Filter, type Gap, gapIn, normalFilter } from "./coverage.ts";
import { type Rows, rowOf, userSql } from "./facts.ts";
import { clusteredShare, type Estimate, type Range } from "./statistics.ts";

/** The estimates of a sample for the events that it was drawn from. */
export interface SampleResult {
	readonly drawn: string;
	readonly size: number;
	readonly withFeedback: number;
	/** Why there is no estimate. */
	readonly gap?:
		| Gap
		| { readonly kind: "eventsMissing"; readonly count: number }
		| { readonly kind: "otherFilter"; readonly names: readonly string[] };
	/** The unwanted share of events rated Medium and High. Absent if none has feedback. */
	readonly precision?: Share;
	/** The unwanted share of events rated Low or not at all. */
	readonly missed?: Share;
}

interface Counts {
	readonly drawn: number;
	readonly withFeedback: number;
	readonly invalid: number;
}

/** The estimated share of unwanted events of a rating, among all events that the sample was drawn from. */
export interface Share extends Counts {
	readonly population: number;
	readonly byEvent: Estimate;
	/** The share if each user counts once: the mean of the users' own shares. */
	readonly byUser: Estimate & { readonly users: number };
	/** The share if all undecided events were `Valid`, and if all were `Invalid`. */
	readonly bounds: Range;
}

/** A drawn user in one of two groups of ratings, or all users who were not drawn. */
interface Drawn extends Counts {
	readonly flagged: boolean;
	/** The number of their events among all that the sample was drawn from. */
	readonly events: number;
}

/** Filters of the review page that the store cannot evaluate, so that the population of the sample is unknown. */
const ofPage = ["risks", "user", "says", "userSays", "group", "sample", "shownSince", "shownUntil"];

const flagged = "coalesce(risk_level IN ('High', 'Medium'), false)";

export async function sampleResults(
	db: Rows,
	samples: readonly Sample[],
	coverage: readonly Coverage[],
): Promise<SampleResult[]> {
	const results: SampleResult[] = [];
	for (const sample of samples) results.push(await resultOf(db, sample, coverage));
	return results;
}

async function resultOf(
	db: Rows,
	{ drawn, events, since, until, filter: recorded = {} }: Sample,
	coverage: readonly Coverage[],
): Promise<SampleResult> {
	await db.rows(
		`CREATE OR REPLACE TEMP TABLE report_sample AS
			SELECT position, user_key, ${flagged} AS flagged, coalesce(value, feedback_value::VARCHAR) AS feedback
			FROM report_named LEFT JOIN report_decisions USING (position)
			WHERE event_id IN (SELECT unnest($1::JSON::VARCHAR[]))`,
		[JSON.stringify(events)],
	);
	const { found: known, withFeedback } = await rowOf<{ found: number; withFeedback: number }>(
		db,
		`SELECT count(user_key)::INTEGER AS found, count(*) FILTER (feedback IN ('Valid', 'Invalid'))::INTEGER AS "withFeedback"
			FROM report_sample`,
	);
	const result = { drawn, size: events.length, withFeedback };
	const names = Object.keys(recorded).filter((name) => ofPage.includes(name));
	if (names.length > 0) return { ...result, gap: { kind: "otherFilter", names } };
	const { unreviewed, ...others } = normalFilter(recorded);
	const filter: Filter = { ...others, since, until };
	const gap = gapIn(coverage, { since, until, filter });
	if (gap !== undefined) return { ...result, gap };
	if (known < events.length)
		return { ...result, gap: { kind: "eventsMissing", count: events.length - known } };
	const { sql, values } = conditionOf(filter);
	// Events that were unreviewed when the sample was drawn may be reviewed now; the dates of feedback show it.
	const wasUnreviewed =
		unreviewed === true
			? `(feedback_value IS NULL OR feedback_time >= $${values.length + 1}::TIMESTAMP
				OR position IN (SELECT position FROM report_sample))`
			: "true";
	// One row for each drawn user, and one for all others.
	const users = await db.rows<Drawn>(
		`WITH population AS (
			SELECT ${flagged} AS flagged, CASE WHEN user_key IN (SELECT user_key FROM report_sample) THEN ${userSql} END AS user_key,
				count(*) AS events FROM events WHERE ${sql} AND ${wasUnreviewed} GROUP BY ALL
		)
		SELECT flagged, count(position)::INTEGER AS drawn, count(*) FILTER (feedback IN ('Valid', 'Invalid'))::INTEGER AS "withFeedback",
			count(*) FILTER (feedback = 'Invalid')::INTEGER AS invalid, any_value(events)::INTEGER AS events
		FROM population LEFT JOIN report_sample USING (user_key, flagged) GROUP BY user_key, flagged`,
		unreviewed === true ? [...values, timestamp(drawn)] : values,
	);
	const share = (group: boolean) => shareOf(users.filter((each) => each.flagged === group));
	const [precision, missed] = [share(true), share(false)];
	return { ...result, ...(precision && { precision }), ...(missed && { missed }) };
}

function shareOf(users: readonly Drawn[]): Share | undefined {
	const sum = (of: (user: Drawn) => number) => users.reduce((total, user) => total + of(user), 0);
	const [drawn, withFeedback] = [sum((user) => user.drawn), sum((user) => user.withFeedback)];
	const [invalid, population] = [sum((user) => user.invalid), sum((user) => user.events)];
	if (withFeedback === 0) return undefined;
	const known = users.filter((user) => user.withFeedback > 0);
	const estimate = (n: number, weight: (user: Drawn) => number) => {
		const clusters = known.map((user) => ({
			weight: user.withFeedback * weight(user),
			hit: user.invalid * weight(user),
		}));
		// Users are known in part, so what is left open is the share of their events.
		return clusteredShare(clusters, { n, population, drawn: withFeedback });
	};
	return {
		...{ population, drawn, withFeedback, invalid },
		byEvent: estimate(withFeedback, () => 1),
		// A user with more events is proportionally more likely to be drawn.
		byUser: { users: known.length, ...estimate(known.length, ({ events }) => 1 / events) },
		bounds: { from: invalid / drawn, to: (invalid + drawn - withFeedback) / drawn },
	};
}
