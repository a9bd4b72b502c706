import type { Characteristic } from "../comparison.ts";
import { type Block, paragraph, type Section, type Table, tableOf } from "../document.ts";
import type { Comparison, Effect, Finding, Trend } from "../effect.ts";
import { bandStarts } from "../facts.ts";
import type { Report } from "../report.ts";
import { count, counted, gapText, percent, pointRange, points } from "./numbers.ts";

const characteristicNames: Readonly<Record<Characteristic, string>> = {
	deviceAndNetwork: "same device and network",
	device: "same device",
	network: "same network",
};

const findings: Readonly<Record<Finding, string>> = {
	tooFew: "too few events to claim anything",
	none: "no association found",
	lower: "associated with lower risk afterwards",
	higher: "associated with higher risk afterwards",
};

const trends: Readonly<Record<Trend, string>> = {
	tooFew: "",
	none: "",
	fading: ", and it fades with time",
	growing: ", and it grows with time",
};

export const bandNames = bandStarts.map((start, band) => {
	const next = bandStarts[band + 1];
	return next === undefined ? `over ${start - 1} days` : `${start}–${next - 1} days`;
});

export function effectSection({ effect }: Report): Section {
	const blocks = effect.gap
		? [paragraph(`Not printed: ${gapText(effect.gap)}.`, "Coverage")]
		: [...countBlocks(effect), ...(effect.effects ?? []).flatMap(effectBlocks)];
	return { id: "effect", title: "Does feedback work?", blocks };
}

function countBlocks({ withFeedback = 0, undated = 0 }: Report["effect"]): Block[] {
	if (withFeedback === 0) return [paragraph("No rated event has feedback yet.", "Feedback")];
	if (undated === 0) return [];
	return [
		paragraph(
			`${count(undated)} of ${counted(withFeedback, "event")} with feedback are left out: the store does not have the date of the feedback. Read them with \`--from cognito\` after \`pulumi up\`.`,
			"Feedback",
		),
	];
}

function effectBlocks(effect: Effect): Block[] {
	const { characteristic, value, all, finding, trend, before } = effect;
	const name = `\`${value}\`, ${characteristicNames[characteristic]}`;
	const estimate =
		all.estimate &&
		` (${points(all.estimate.difference)}, interval ${pointRange(all.estimate.interval)}, over ${counted(all.withFeedback, "event")} with feedback and ${count(all.withoutFeedback)} without; rated Medium or High before: ${before === undefined ? "–" : percent(before)})`;
	const sentence = `${name}: ${findings[finding]}${trends[trend]}${estimate ?? ""}.`;
	const notes = ["Same characteristics", "Matched difference", "Intervals of differences"] as const;
	if (characteristic !== "deviceAndNetwork" || finding === "tooFew") return [paragraph(sentence, ...notes)];
	return [paragraph(sentence, ...notes), ...bandTable(name, effect)];
}

function bandTable(name: string, { bands: found }: Effect): Table[] {
	type Estimate = NonNullable<Comparison["estimate"]>;
	const figure =
		(of: (estimate: Estimate) => string, missing = "–") =>
		({ estimate }: Comparison) =>
			estimate ? of(estimate) : missing;
	const differences = found.flatMap(({ estimate }, band) =>
		estimate
			? [{ label: bandNames[band] ?? "", value: estimate.difference, interval: estimate.interval }]
			: [],
	);
	return tableOf(
		{
			caption: `${name}: later events rated Medium or High, by days since the feedback`,
			notes: ["Matched difference", "Intervals of differences"],
			chart: { kind: "intervals", unit: "difference", points: differences },
		},
		found.map((each, band) => ({ ...each, name: bandNames[band] ?? "" })),
		{
			days: ({ name }) => name,
			"with feedback": ({ withFeedback }) => count(withFeedback),
			"without feedback": ({ withoutFeedback }) => count(withoutFeedback),
			"after feedback": figure(({ shareAfterFeedback }) => percent(shareAfterFeedback)),
			without: figure(({ shareWithoutFeedback }) => percent(shareWithoutFeedback)),
			difference: figure(({ difference }) => points(difference), "too few"),
			interval: figure(({ interval }) => pointRange(interval)),
		},
	);
}
