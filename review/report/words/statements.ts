import { paragraph, type Section } from "../document.ts";
import type { FeedbackOrNone } from "../facts.ts";
import { agreement, type Stated } from "../statements.ts";
import { count, counted, shareOf } from "./numbers.ts";

const says = { me: "Me", "not me": "Not me", sameSession: "Same session: no evidence" } as const;
const decided: Readonly<Record<FeedbackOrNone, string>> = {
	Valid: "Valid",
	Invalid: "Invalid",
	None: "Undecided",
};

/** Section 5: only with users' statements. */
export function statementsSection(counts: readonly Stated[]): Section {
	const { agreed, disagreed } = agreement(counts);
	const both = agreed + disagreed;
	const eventsOf = (statement: string, feedback: string) =>
		counts.find((each) => each.says === statement && each.administrator === feedback)?.events ?? 0;
	return {
		id: "statements",
		title: "What users say",
		blocks: [
			{
				kind: "table",
				caption: "Events by what users say and what administrators decided",
				notes: ["statement", "administrator"],
				head: ["user says", ...Object.values(decided)],
				rows: Object.entries(says).map(([statement, name]) => [
					name,
					...Object.keys(decided).map((feedback) => count(eventsOf(statement, feedback))),
				]),
			},
			paragraph(
				both === 0
					? "There is no event yet that both users and administrators speak about."
					: `Users and administrators agree on ${count(agreed)} of ${counted(both, "event")} (${shareOf(agreed, both)}).`,
				"statement",
			),
		],
	};
}
