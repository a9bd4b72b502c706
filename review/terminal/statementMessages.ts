import type { StatementFault, StatementsRead } from "../statements.ts";

const faults: Readonly<Record<StatementFault, string>> = {
	json: "not a JSON object",
	eventId: "no valid `eventId`",
	wasMe: "`wasMe` is not true or false",
	at: "`at` is not a date",
	sameSession: "`sameSession` is not true or false",
};

/** So many skipped lines are named. */
const mostNamed = 3;

/** What a file of statements came to, where lines of it were skipped. */
export function statementTexts({ path, read, skipped }: StatementsRead): string[] {
	if (skipped.length === 0) return [];
	const named = skipped
		.slice(0, mostNamed)
		.map(({ line, fault }) => `${path}:${line}: skipped: ${faults[fault]}`);
	const lines = `${skipped.length} ${skipped.length === 1 ? "line" : "lines"}`;
	return [...named, `${path}: read ${read} statements, skipped ${lines}`];
}
