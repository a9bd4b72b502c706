import { challengeSeparator, eventColumnNames } from "./schema.ts";

/** The columns that decide between otherwise equal lines of an event. The highest risk level of all lines is kept anyway. */
const content = eventColumnNames.filter((name) => name !== "risk_level" && name !== "event_id").join(", ");

const challenges = `CASE WHEN challenge_list IS NULL THEN 0 WHEN NOT contains(challenge_list, '${challengeSeparator}') THEN 1
	ELSE least(strlen(challenge_list) - strlen(replace(challenge_list, '${challengeSeparator}', '')) + 1, 255) END`;

/**
 * SQL for the rank of a line as one number; the line of an event with the highest rank is kept. It is the one with the most
 * challenges, then the latest, then one with a final response. A hash of the content decides ties, so that the order of lines
 * does not matter.
 */
export const rank = `
	(${challenges} * ${2n ** 49n} + least(greatest(coalesce(logged_at, 0), 0), ${2n ** 48n - 1n}) * 2
		+ CASE WHEN response IN ('Pass', 'Fail') THEN 1 ELSE 0 END)::UHUGEINT * ${2n ** 60n}
	+ (hash(${content}) >> 4)`;
