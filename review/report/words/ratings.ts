import { type Block, paragraph, type Section, type Table } from "../document.ts";
import { type FeedbackOrNone, levels } from "../facts.ts";
import type { Dimension } from "../ratings.ts";
import type { Report } from "../report.ts";
import type { SampleResult, Share } from "../samples.ts";
import { count, counted, day, gapText, percent, percents, shareOf } from "./numbers.ts";

const levelNames = { High: "High", Medium: "Medium", Low: "Low", None: "No risk", Other: "Other" } as const;
const feedbackNames: Readonly<Record<FeedbackOrNone, string>> = {
	Valid: "Valid",
	Invalid: "Invalid",
	None: "No feedback",
};
const dimensionNames: Readonly<Record<Dimension, string>> = {
	country: "Country",
	deviceFamily: "Device family",
	client: "App client",
	network: "Network",
};

export function ratingsSection({ ratings }: Report): Section {
	const { gap, unratedGap } = ratings;
	const blocks: Block[] = gap
		? [paragraph(`Not printed: ${gapText(gap)}.`, "coverage")]
		: [levelTable(ratings), ...precisionBlocks(ratings), ...cellBlocks(ratings)];
	if (!gap && unratedGap)
		blocks.push(paragraph(`Events without a risk are not counted: ${gapText(unratedGap)}.`, "coverage"));
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
		notes: ["feedback", "users", "coverage"],
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
	if (events === 0) return [paragraph("No event rated Medium or High has feedback yet.", "precision")];
	return [
		paragraph(
			`Of ${counted(events, "event")} rated Medium or High with feedback, ${count(invalidEvents)} (${shareOf(invalidEvents, events)}) were unwanted; of their ${counted(users, "user")}, ${count(invalidUsers)} (${shareOf(invalidUsers, users)}) had one.`,
			"precision",
		),
	];
}

function cellBlocks({ cells }: Report["ratings"]): Block[] {
	if (cells.length === 0) return [];
	return [
		{
			kind: "table",
			caption: `Unwanted among events rated Medium or High with feedback, in ${counted(cells.length, "cell")}`,
			notes: ["cells"],
			head: ["by", "name", "with feedback", "unwanted", "share"],
			rows: cells.map(({ dimension, name, events, invalidEvents }) => [
				dimensionNames[dimension],
				name,
				count(events),
				count(invalidEvents),
				shareOf(invalidEvents, events),
			]),
		},
	];
}

function sampleBlocks(sample: SampleResult): Block[] {
	const { drawn, size, withFeedback, gap, precision, missed } = sample;
	const name = `Sample of ${day(drawn)}`;
	const summary = `${name}: feedback on ${count(withFeedback)} of ${counted(size, "event")} (${shareOf(withFeedback, size)}).`;
	if (gap) {
		return [paragraph(`${summary} No estimates: ${sampleGapText(gap)}.`, "estimate", "coverage")];
	}
	const shares = [
		{ label: "Unwanted among Medium and High", share: precision },
		{ label: "Missed: unwanted among Low and no risk", share: missed },
	].flatMap(({ label, share }) => (share ? [{ label, share }] : []));
	if (shares.length === 0) return [paragraph(summary, "estimate")];
	const lines = shares.flatMap(({ label, share }) => sampleLines(label, share));
	return [
		paragraph(summary, "estimate"),
		{
			kind: "table",
			caption: `${name}: estimates for all events that it was drawn from`,
			notes: ["estimate", "byUser", "missed", "bounds"],
			head: ["share", "population", "with feedback", "estimate", "95 % interval", "bounds"],
			rows: lines.map(({ cells }) => cells),
			chart: {
				kind: "intervals",
				unit: "share",
				points: lines.map(({ label, estimate }) => ({
					label,
					value: estimate.share,
					interval: estimate.interval,
				})),
			},
		},
	];
}

function sampleLines(label: string, share: Share) {
	const { population, withFeedback, drawn, byEvent, byUser, bounds } = share;
	const byEvents = `${label}, by event`;
	const byUsers = `${label}, by user`;
	const cells = (name: string, known: string, { share: value, interval }: Share["byEvent"], both: string) => [
		...[name, counted(population, "event"), known, percent(value), percents(interval), both],
	];
	return [
		{
			label: byEvents,
			estimate: byEvent,
			cells: cells(byEvents, `${count(withFeedback)} of ${count(drawn)}`, byEvent, percents(bounds)),
		},
		{ label: byUsers, estimate: byUser, cells: cells(byUsers, counted(byUser.users, "user"), byUser, "–") },
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
