import { type Block, paragraph, type Section, type Table, tableOf } from "../document.ts";
import { levels } from "../facts.ts";
import type { Dimension } from "../ratings.ts";
import type { Report } from "../report.ts";
import type { SampleResult, Share } from "../samples.ts";
import { count, counted, day, gapText, percent, percents, shareOf } from "./numbers.ts";

const levelNames = { High: "High", Medium: "Medium", Low: "Low", None: "No risk", Other: "Other" } as const;
const feedbackNames = { Valid: "Valid", Invalid: "Invalid", None: "No feedback" } as const;
const dimensionNames: Readonly<Record<Dimension, string>> = {
	country: "Country",
	deviceFamily: "Device family",
	client: "App client",
	network: "Network",
};

export function ratingsSection({ ratings }: Report): Section {
	const { gap, unratedGap } = ratings;
	const blocks: Block[] = gap
		? [paragraph(`Not printed: ${gapText(gap)}.`, "Coverage")]
		: [levelTable(ratings), ...precisionBlocks(ratings), ...cellBlocks(ratings)];
	if (!gap && unratedGap)
		blocks.push(paragraph(`Events without a risk are not counted: ${gapText(unratedGap)}.`, "Coverage"));
	return {
		id: "ratings",
		title: "Ratings against feedback",
		blocks: [...blocks, ...ratings.samples.flatMap(sampleBlocks)],
	};
}

function levelTable({ levels: found }: Report["ratings"]): Table {
	const shown = levels.filter((level) => found.some((each) => each.level === level));
	const of = (level: string, feedback: string) =>
		found.find((each) => each.level === level && each.feedback === feedback) ?? { events: 0, users: 0 };
	return {
		kind: "table",
		caption: "Events and users by rating and feedback",
		notes: ["Feedback", "Users", "Coverage"],
		head: ["rating", ...Object.values(feedbackNames).flatMap((name) => [`${name}: events`, "users"])],
		rows: shown.map((level) => [
			levelNames[level],
			...Object.keys(feedbackNames).flatMap((feedback) => {
				const { events, users } = of(level, feedback);
				return [count(events), count(users)];
			}),
		]),
		chart: {
			kind: "bars",
			parts: Object.values(feedbackNames),
			bars: shown.map((level) => ({
				label: levelNames[level],
				values: Object.keys(feedbackNames).map((feedback) => of(level, feedback).events),
			})),
		},
	};
}

function precisionBlocks({ precision }: Report["ratings"]): Block[] {
	if (precision === undefined) return [];
	const { events, invalidEvents, users, invalidUsers } = precision;
	if (events === 0) return [paragraph("No event rated Medium or High has feedback yet.", "Precision")];
	return [
		paragraph(
			`Of ${counted(events, "event")} rated Medium or High with feedback, ${count(invalidEvents)} (${shareOf(invalidEvents, events)}) were unwanted; of their ${counted(users, "user")}, ${count(invalidUsers)} (${shareOf(invalidUsers, users)}) had one.`,
			"Precision",
		),
	];
}

function cellBlocks({ cells }: Report["ratings"]): Table[] {
	const caption = `Unwanted among events rated Medium or High with feedback, in ${counted(cells.length, "cell")}`;
	return tableOf({ caption, notes: ["Cells"] }, cells, {
		by: ({ dimension }) => dimensionNames[dimension],
		name: ({ name }) => name,
		"with feedback": ({ events }) => count(events),
		unwanted: ({ invalidEvents }) => count(invalidEvents),
		share: ({ events, invalidEvents }) => shareOf(invalidEvents, events),
	});
}

function sampleBlocks({ drawn, size, withFeedback, gap, precision, missed }: SampleResult): Block[] {
	const name = `Sample of ${day(drawn)}`;
	const summary = `${name}: feedback on ${count(withFeedback)} of ${counted(size, "event")} (${shareOf(withFeedback, size)}).`;
	if (gap)
		return [
			paragraph(`${summary} No estimates: ${sampleGapText(gap)}.`, "Estimates from samples", "Coverage"),
		];
	const lines = [
		...(precision ? sampleLines("Unwanted among Medium and High", precision) : []),
		...(missed ? sampleLines("Missed: unwanted among Low and no risk", missed) : []),
	];
	const points = lines.map(({ label, share: value, interval }) => ({ label, value, interval }));
	return [
		paragraph(summary, "Estimates from samples"),
		...tableOf(
			{
				caption: `${name}: estimates for all events that it was drawn from`,
				notes: ["Estimates from samples", "Estimates by user", "Missed share", "Bounds"],
				chart: { kind: "intervals", unit: "share", points },
			},
			lines,
			{
				share: ({ label }) => label,
				population: ({ population }) => counted(population, "event"),
				"with feedback": ({ known }) => known,
				estimate: ({ share }) => percent(share),
				"95 % interval": ({ interval }) => percents(interval),
				bounds: ({ both }) => both,
			},
		),
	];
}

function sampleLines(label: string, { population, withFeedback, drawn, byEvent, byUser, bounds }: Share) {
	const known = `${count(withFeedback)} of ${count(drawn)}`;
	const users = counted(byUser.users, "user");
	return [
		{ ...byEvent, label: `${label}, by event`, population, known, both: percents(bounds) },
		{ ...byUser, label: `${label}, by user`, population, known: users, both: "–" },
	];
}

function sampleGapText(gap: NonNullable<SampleResult["gap"]>): string {
	switch (gap.kind) {
		case "eventsMissing":
			return `the store lacks ${counted(gap.count, "event")} of it`;
		case "otherFilter":
			return `it was drawn from a part of the review page's list (${gap.names.join(", ")}), which the store alone does not repeat`;
		default:
			return gapText(gap);
	}
}
