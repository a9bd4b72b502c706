import { during, type FeedbackOrNone, type Period, type Rows } from "./facts.ts";

/** The number of events with the same statement of the user and the same feedback of an administrator. */
export interface Stated {
	readonly says: "me" | "not me" | "sameSession";
	readonly administrator: FeedbackOrNone;
	readonly events: number;
}

/** How often users and administrators agree on the same events. */
export interface Agreement {
	readonly agreed: number;
	readonly disagreed: number;
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

/** Excludes statements that were made in the session that they are about. */
export function agreement(counts: readonly Stated[]): Agreement {
	const sum = (isIt: (each: Stated) => boolean) =>
		counts.filter(isIt).reduce((total, { events }) => total + events, 0);
	const isAgreed = ({ says, administrator }: Stated) => (says === "me") === (administrator === "Valid");
	const isBoth = ({ says, administrator }: Stated) => says !== "sameSession" && administrator !== "None";
	return {
		agreed: sum((each) => isBoth(each) && isAgreed(each)),
		disagreed: sum((each) => isBoth(each) && !isAgreed(each)),
	};
}
