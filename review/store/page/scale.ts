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

/** A scale from the first time to the last, both in milliseconds since 1970; `undefined` if there are none. */
export function binsOver(
	first: number | null | undefined,
	last: number | null | undefined,
	mostBins = 120,
): Scale | undefined {
	if (typeof first !== "number" || typeof last !== "number") return undefined;
	const step =
		steps.find((each) => (last - first) / each < mostBins - 1) ?? wholeDays(last - first, mostBins);
	const from = Math.floor(first / step) * step;
	return { from, step, bins: Math.floor((last - from) / step) + 1 };
}

function wholeDays(length: number, mostBins: number): number {
	return Math.ceil(length / day / (mostBins - 1)) * day;
}
