import type { Answer, Period } from "./facts.ts";
import { during } from "./facts.ts";
import { type Rows, rowsOf } from "./rows.ts";

/** How many events users say one thing about, and administrators answered one way. */
export interface Stated {
	readonly says: "me" | "not me" | "sameSession";
	readonly administrator: Answer;
	readonly events: number;
}

/** How often users and administrators agree, on the events that both speak about. */
export interface Agreement {
	readonly agreed: number;
	readonly disagreed: number;
}

/** Counts the events that users say something about, by what administrators answered. A user's own feedback is no answer of theirs. */
export async function stated(db: Rows, period: Period): Promise<readonly Stated[]> {
	const { sql, values } = during(period);
	return rowsOf<Stated>(
		db,
		`SELECT CASE WHEN same_session THEN 'sameSession' WHEN was_me THEN 'me' ELSE 'not me' END AS says,
			coalesce(value, CASE WHEN feedback_provider = 'Admin' AND feedback_value IN ('Valid', 'Invalid')
				THEN feedback_value::VARCHAR END, 'Unanswered') AS administrator, count(*)::INTEGER AS events
		FROM (SELECT * FROM events WHERE ${sql}) JOIN statements USING (event_id) LEFT JOIN report_decisions USING (position)
		GROUP BY ALL ORDER BY ALL`,
		values,
	);
}

/** What a session says about itself is not part of it. */
export function agreement(counts: readonly Stated[]): Agreement {
	const sum = (isIt: (each: Stated) => boolean) =>
		counts.filter(isIt).reduce((total, { events }) => total + events, 0);
	const isAgreed = ({ says, administrator }: Stated) => (says === "me") === (administrator === "Valid");
	const isBoth = ({ says, administrator }: Stated) =>
		says !== "sameSession" && administrator !== "Unanswered";
	return {
		agreed: sum((each) => isBoth(each) && isAgreed(each)),
		disagreed: sum((each) => isBoth(each) && !isAgreed(each)),
	};
}
