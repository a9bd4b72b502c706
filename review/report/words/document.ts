import {
	type Block,
	paragraph,
	type ReportDocument,
	type Section,
	type Table,
	tableOf,
} from "../document.ts";
import type { Figure, Rehearsal } from "../rehearsal.ts";
import type { Report } from "../report.ts";
import { agreement, type Stated } from "../statements.ts";
import type { AllowCandidate, Group, WithoutFeedback } from "../workLeft.ts";
import { bandNames, effectSection } from "./effect.ts";
import { count, counted, day, gapText, periodText, range, shareOf } from "./numbers.ts";
import { ratingsSection } from "./ratings.ts";

export function documentOf(report: Report): ReportDocument {
	const { userPoolId, period, now, coverage, statements } = report;
	const sections = [ratingsSection, rehearsalSection, effectSection, workLeftSection];
	return {
		title: `Feedback report for ${userPoolId}`,
		facts: [`Made on ${day(now)}. Period: ${periodText(period)}.`, ...sources(coverage)],
		sections: [
			...sections.map((section) => section(report)),
			...(statements ? [statementsSection(statements)] : []),
		],
	};
}

/** What was read from each source, over all runs. */
function sources(coverage: Report["coverage"]): string[] {
	return [...Map.groupBy(coverage, ({ source }) => source)].map(([source, readings]) => {
		const sum = (of: "lines" | "events") => readings.reduce((total, each) => total + each[of], 0);
		const incomplete = readings.every(({ complete }) => complete) ? "" : "; a reading was incomplete";
		return `Read from ${source}: ${counted(sum("events"), "event")} of ${counted(sum("lines"), "line")}${incomplete}.`;
	});
}

const figures: Readonly<Record<Figure, string>> = {
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
};

function rehearsalSection({ rehearsal }: Report): Section {
	const { rehearsals, gaps, notRead } = rehearsal;
	const blocks: Block[] = [
		...(rehearsals.length > 0 ? [comparison(rehearsals)] : []),
		...rehearsals.flatMap(byDay),
		...(notRead === undefined ? [] : [paragraph(notRead)]),
		...gaps.map(({ name, gap }) => paragraph(`${name}: not rehearsed: ${gapText(gap)}.`, "Coverage")),
	];
	return { id: "rehearsal", title: "Rehearsal of full function", blocks };
}

function comparison(rehearsals: readonly Rehearsal[]): Table {
	return {
		kind: "table",
		caption: `Of ${count(rehearsals[0]?.signIns ?? 0)} sign-ins, full function would have`,
		notes: ["Sign-in", "Affected", "MFA", "Feedback"],
		head: ["", ...rehearsals.map(({ name }) => name)],
		rows: (Object.keys(figures) as Figure[]).map((figure) => [
			figures[figure],
			...rehearsals.map((each) => range(each[figure])),
		]),
	};
}

function byDay({ name, days }: Rehearsal): Table[] {
	return tableOf(
		{
			caption: `${name}: sign-ins blocked and challenged by day (UTC)`,
			notes: ["Sign-in", "MFA"],
			isLong: true,
			chart: {
				kind: "days",
				series: ["blocked", "challenged"],
				days: days.map(({ day, blocked, challenged }) => ({ day, values: [blocked, challenged] })),
			},
		},
		days,
		{
			day: ({ day }) => day,
			blocked: ({ blocked }) => range(blocked),
			challenged: ({ challenged }) => range(challenged),
		},
	);
}

function workLeftSection({ workLeft }: Report): Section {
	const { gap, withoutFeedback = [], groups = [], candidates = [] } = workLeft;
	const blocks: Block[] = gap
		? [paragraph(`Not printed: ${gapText(gap)}.`, "Coverage")]
		: [ageBlock(withoutFeedback), ...groupTable(groups), ...candidateBlocks(candidates)];
	return { id: "work-left", title: "Work left", blocks };
}

function ageBlock(withoutFeedback: readonly WithoutFeedback[]): Block {
	if (withoutFeedback.length === 0) return paragraph("Every rated event has feedback.", "Work left");
	const bars = ["High", "Medium", "Low"].map((label) => ({
		label,
		values: bandNames.map((_, age) => {
			const found = withoutFeedback.find((each) => each.level === label && each.age === age);
			return found?.events ?? 0;
		}),
	}));
	return {
		kind: "table",
		caption: "Events without feedback by risk level and age",
		notes: ["Work left"],
		head: ["rating", ...bandNames],
		rows: bars.map(({ label, values }) => [label, ...values.map(count)]),
		chart: { kind: "bars", parts: bandNames, bars },
	};
}

function groupTable(groups: readonly Group[]): Table[] {
	const caption = "Networks and devices that share the most events without feedback";
	return tableOf({ caption, notes: ["Work left"] }, groups, {
		by: ({ kind }) => kind,
		name: ({ name }) => name,
		events: ({ events }) => count(events),
		users: ({ users }) => count(users),
	});
}

function candidateBlocks(candidates: readonly AllowCandidate[]): Block[] {
	const notes = ["Always-allow candidates"] as const;
	const networks = counted(candidates.length, "network");
	const caption = `${networks} for which Cognito's always-allow list may suit better than single decisions`;
	if (candidates.length === 0)
		return [paragraph("No network qualifies for the always-allow list.", ...notes)];
	return tableOf({ caption, notes }, candidates, {
		network: ({ range }) => range,
		users: ({ users }) => count(users),
		"without feedback": ({ withoutFeedback }) => count(withoutFeedback),
		Valid: ({ valid }) => count(valid),
	});
}

const says = { me: "Me", "not me": "Not me", sameSession: "Same session: no evidence" } as const;
const decided = { Valid: "Valid", Invalid: "Invalid", None: "Undecided" } as const;

/** Section 5: only with users' statements. */
function statementsSection(counts: readonly Stated[]): Section {
	const { agreed, both } = agreement(counts);
	const eventsOf = (statement: string, feedback: string) =>
		counts.find((each) => each.says === statement && each.administrator === feedback)?.events ?? 0;
	return {
		id: "statements",
		title: "What users say",
		blocks: [
			{
				kind: "table",
				caption: "Events by what users say and what administrators decided",
				notes: ["Statement", "Administrator"],
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
				"Statement",
			),
		],
	};
}
