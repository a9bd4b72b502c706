import { type Block, paragraph, type Section, type Table } from "../document.ts";
import type { Report } from "../report.ts";
import type { AllowCandidate, Group, WithoutFeedback } from "../workLeft.ts";
import { bandNames } from "./effect.ts";
import { count, counted, gapText } from "./numbers.ts";

const levels = ["High", "Medium", "Low"] as const;

export function workLeftSection({ workLeft }: Report): Section {
	const { gap, withoutFeedback = [], groups = [], candidates = [] } = workLeft;
	const blocks: Block[] = gap
		? [paragraph(`Not printed: ${gapText(gap)}.`, "coverage")]
		: [...ageBlocks(withoutFeedback), ...groupBlocks(groups), ...candidateBlocks(candidates)];
	return { id: "work-left", title: "Work left", blocks };
}

function ageBlocks(withoutFeedback: readonly WithoutFeedback[]): Block[] {
	if (withoutFeedback.length === 0) return [paragraph("Every rated event has feedback.", "workLeft")];
	const of = (level: string, age: number) =>
		withoutFeedback.find((each) => each.level === level && each.age === age)?.events ?? 0;
	const table: Table = {
		kind: "table",
		caption: "Events without feedback by risk level and age",
		notes: ["workLeft"],
		head: ["rating", ...bandNames],
		rows: levels.map((level) => [level, ...bandNames.map((_, age) => count(of(level, age)))]),
		chart: {
			kind: "bars",
			parts: bandNames,
			bars: levels.map((level) => ({ label: level, values: bandNames.map((_, age) => of(level, age)) })),
		},
	};
	return [table];
}

function groupBlocks(groups: readonly Group[]): Block[] {
	if (groups.length === 0) return [];
	return [
		{
			kind: "table",
			caption: "Networks and devices that share the most events without feedback",
			notes: ["workLeft"],
			head: ["by", "name", "events", "users"],
			rows: groups.map(({ kind, name, events, users }) => [kind, name, count(events), count(users)]),
		},
	];
}

function candidateBlocks(candidates: readonly AllowCandidate[]): Block[] {
	if (candidates.length === 0) return [paragraph("No network qualifies for the always-allow list.", "allow")];
	return [
		{
			kind: "table",
			caption: `${counted(candidates.length, "network")} for which Cognito's always-allow list may suit better than single decisions`,
			notes: ["allow"],
			head: ["network", "users", "without feedback", "Valid"],
			rows: candidates.map(({ range, users, withoutFeedback, valid }) => [
				range,
				count(users),
				count(withoutFeedback),
				count(valid),
			]),
		},
	];
}
