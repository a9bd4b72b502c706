import { challengeSeparator, eventColumnNames } from "./schema.ts";

/** What tells lines of one event apart that have the same rank, but for the level, of which the highest is kept. */
const content = eventColumnNames.filter((name) => name !== "risk_level" && name !== "event_id").join(", ");

const challenges = `CASE WHEN challenge_list IS NULL THEN 0 WHEN NOT contains(challenge_list, '${challengeSeparator}') THEN 1
	ELSE least(strlen(challenge_list) - strlen(replace(challenge_list, '${challengeSeparator}', '')) + 1, 255) END`;

/**
 * Which line of an event is kept, as one number, in SQL: that with most challenges, then the latest, then one with a final
 * response. The rest is the line's content, so that the order of lines never decides.
 */
export const rank = `
	(${challenges} * ${2n ** 49n} + least(greatest(coalesce(logged_at, 0), 0), ${2n ** 48n - 1n}) * 2
		+ CASE WHEN response IN ('Pass', 'Fail') THEN 1 ELSE 0 END)::UHUGEINT * ${2n ** 60n}
	+ (hash(${content}) >> 4)`;
