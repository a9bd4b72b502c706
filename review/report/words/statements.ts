import { paragraph, type Section } from "../document.ts";
import type { Answer } from "../facts.ts";
import { agreement, type Stated } from "../statements.ts";
import { count, counted, shareOf } from "./numbers.ts";

const answers: readonly Answer[] = ["Valid", "Invalid", "Unanswered"];
const says = { me: "Me", "not me": "Not me", sameSession: "Same session: no evidence" } as const;

/** Section 5: only with users' statements. */
export function statementsSection(counts: readonly Stated[]): Section {
	const { agreed, disagreed } = agreement(counts);
	const both = agreed + disagreed;
	const eventsOf = (statement: string, answer: Answer) =>
		counts.find((each) => each.says === statement && each.administrator === answer)?.events ?? 0;
	return {
		id: "statements",
		title: "What users say",
		blocks: [
			{
				kind: "table",
				caption: "Events by what users say and what administrators answered",
				notes: ["statement", "administrator"],
				head: ["user says", ...answers],
				rows: Object.entries(says).map(([statement, name]) => [
					name,
					...answers.map((answer) => count(eventsOf(statement, answer))),
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
