import { during, type FeedbackOrNone, type Period, type Rows } from "./facts.ts";

/** The number of events with the same statement of the user and the same feedback of an administrator. */
export interface Stated {
	readonly says: "me" | "not me" | "sameSession";
	readonly administrator: FeedbackOrNone;
	readonly events: number;
}

/** Counts events with a statement of the user by administrators' feedback, which a user's own feedback is not. */
export async function stated(db: Rows, period: Period): Promise<readonly Stated[]> {
	const { sql, values } = during(period);
	return db.rows<Stated>(
		`SELECT CASE WHEN same_session THEN 'sameSession' WHEN was_me THEN 'me' ELSE 'not me' END AS says,
			coalesce(value, CASE WHEN feedback_provider = 'Admin' AND feedback_value IN ('Valid', 'Invalid')
				THEN feedback_value::VARCHAR END, 'None') AS administrator, count(*)::INTEGER AS events
		FROM (SELECT * FROM events WHERE ${sql}) JOIN statements USING (event_id) LEFT JOIN report_decisions USING (position)
		GROUP BY ALL ORDER BY ALL`,
		values,
	);
}

/** On how many events users and administrators agree, without statements from the session that they are about. */
export function agreement(counts: readonly Stated[]): { readonly agreed: number; readonly both: number } {
	const sum = (of: readonly Stated[]) => of.reduce((total, { events }) => total + events, 0);
	const both = counts.filter((each) => each.says !== "sameSession" && each.administrator !== "None");
	const agreed = both.filter((each) => (each.says === "me") === (each.administrator === "Valid"));
	return { agreed: sum(agreed), both: sum(both) };
}
