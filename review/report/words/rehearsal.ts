import { type Block, paragraph, type Section, type Table } from "../document.ts";
import type { Figure, Rehearsal } from "../rehearsal.ts";
import type { Report } from "../report.ts";
import { count, gapText, range } from "./numbers.ts";

const figures = {
	blocked: "Sign-ins blocked",
	challenged: "Sign-ins challenged",
	usersBlocked: "Users blocked",
	usersChallenged: "Users challenged",
	usersAffected: "Users affected",
	validBlocked: "Known legitimate, blocked",
	validChallenged: "Known legitimate, challenged",
	invalidBlocked: "Known unwanted, blocked",
	invalidChallenged: "Known unwanted, challenged",
	invalidPassed: "Known unwanted, passed",
} as const satisfies Record<Figure, string>;

export function rehearsalSection({ rehearsal }: Report): Section {
	const { rehearsals, gaps, notRead } = rehearsal;
	const blocks: Block[] = [
		...(notRead === undefined ? [] : [paragraph(notRead)]),
		...gaps.map(({ name, gap }) => paragraph(`${name}: not rehearsed: ${gapText(gap)}.`, "coverage")),
	];
	if (rehearsals.length > 0) blocks.unshift(comparison(rehearsals), ...rehearsals.flatMap(byDay));
	return { id: "rehearsal", title: "Rehearsal of full function", blocks };
}

function comparison(rehearsals: readonly Rehearsal[]): Table {
	return {
		kind: "table",
		caption: `Of ${count(rehearsals[0]?.signIns ?? 0)} sign-ins, full function would have`,
		notes: ["signIn", "affected", "mfa", "feedback"],
		head: ["", ...rehearsals.map(({ name }) => name)],
		rows: (Object.keys(figures) as Figure[]).map((figure) => [
			figures[figure],
			...rehearsals.map((each) => range(each[figure])),
		]),
	};
}

function byDay({ name, days }: Rehearsal): Table[] {
	if (days.length === 0) return [];
	return [
		{
			kind: "table",
			caption: `${name}: sign-ins blocked and challenged by day (UTC)`,
			notes: ["signIn", "mfa"],
			head: ["day", "blocked", "challenged"],
			rows: days.map(({ day, blocked, challenged }) => [day, range(blocked), range(challenged)]),
			isLong: true,
			chart: {
				kind: "days",
				series: ["blocked", "challenged"],
				days: days.map(({ day, blocked, challenged }) => ({ day, values: [blocked, challenged] })),
			},
		},
	];
}
