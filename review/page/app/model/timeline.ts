import type { ReviewEvent } from "./event.ts";
import type { Span } from "./filter.ts";
import { risks } from "./risk.ts";

/** Time cut into equal bins. */
export interface Scale {
	readonly from: number;
	/** How long a bin is, in milliseconds. */
	readonly step: number;
	readonly bins: number;
}

/** Lengths that a bin may have, so that its bounds are round: minutes, hours, days. */
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
	minute,
	5 * minute,
	15 * minute,
	30 * minute,
	hour,
	2 * hour,
	3 * hour,
	6 * hour,
	12 * hour,
	day,
];

/**
 * A scale over all events with a time; `undefined` where there are none.
 *
 * @param events Newest first.
 */
export function scaleOf(events: readonly ReviewEvent[], mostBins = 120): Scale | undefined {
	const hasTime = ({ at }: ReviewEvent) => at !== undefined;
	const last = events.find(hasTime)?.at;
	const first = events.findLast(hasTime)?.at;
	if (first === undefined || last === undefined) return undefined;
	const step =
		steps.find((each) => (last - first) / each < mostBins - 1) ?? wholeDays(last - first, mostBins);
	const from = Math.floor(first / step) * step;
	return { from, step, bins: Math.floor((last - from) / step) + 1 };
}

function wholeDays(length: number, mostBins: number): number {
	return Math.ceil(length / day / (mostBins - 1)) * day;
}

/** How many events of each risk (in the order of {@link risks}) fall into each bin. */
export function countsOf(events: readonly ReviewEvent[], { from, step, bins }: Scale): Uint32Array[] {
	const counts = risks.map(() => new Uint32Array(bins));
	for (const { at, rank } of events) {
		if (at === undefined) continue;
		const bin = Math.floor((at - from) / step);
		const of = counts[rank];
		if (of !== undefined && bin >= 0 && bin < bins) of[bin] = (of[bin] ?? 0) + 1;
	}
	return counts;
}

/** The span of the bins from one to another, both included, in any order. */
export function spanOf({ from, step }: Scale, one: number, other: number): Span {
	const [first, last] = one < other ? [one, other] : [other, one];
	return { from: from + first * step, to: from + (last + 1) * step };
}

/** The first and the last bin of a span. */
export function binsOf({ from, step, bins }: Scale, span: Span): readonly [number, number] {
	const first = Math.round((span.from - from) / step);
	const last = Math.round((span.to - from) / step) - 1;
	return [Math.max(0, first), Math.min(bins - 1, last)];
}

/**
 * The bars of each risk as an SVG path, in a drawing of one unit a bin and a height of 1, stacked with the highest risk
 * at the bottom. A single event among thousands keeps a bar that can be seen.
 */
export function barPaths(counts: readonly Uint32Array[], bins: number): string[] {
	const leastHeight = 0.06;
	let most = 1;
	for (let bin = 0; bin < bins; bin++) most = Math.max(most, sumAt(counts, bin));
	const tops = new Float64Array(bins);
	return counts.map((of) => {
		let path = "";
		for (let bin = 0; bin < bins; bin++) {
			const count = of[bin] ?? 0;
			if (count === 0) continue;
			const bottom = tops[bin] ?? 0;
			const top = Math.min(1, bottom + Math.max(count / most, leastHeight));
			path += `M${bin + 0.1} ${round(1 - bottom)}V${round(1 - top)}h0.8V${round(1 - bottom)}z`;
			tops[bin] = top;
		}
		return path;
	});
}

function sumAt(counts: readonly Uint32Array[], bin: number): number {
	return counts.reduce((sum, of) => sum + (of[bin] ?? 0), 0);
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}
