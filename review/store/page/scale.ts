/** A division of time into equal bins. */
export interface Scale {
	readonly from: number;
	/** The length of a bin in milliseconds. */
	readonly step: number;
	readonly bins: number;
}

/** The lengths of bins, which have round bounds: minutes, hours, days. */
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

/** Creates a scale from the first time to the last, in milliseconds since 1970; returns `undefined` if there are no times. */
export function binsOver(
	first: number | null | undefined,
	last: number | null | undefined,
	maxBins = 120,
): Scale | undefined {
	if (typeof first !== "number" || typeof last !== "number") return undefined;
	const step = steps.find((each) => (last - first) / each < maxBins - 1) ?? wholeDays(last - first, maxBins);
	const from = Math.floor(first / step) * step;
	return { from, step, bins: Math.floor((last - from) / step) + 1 };
}

function wholeDays(length: number, maxBins: number): number {
	return Math.ceil(length / day / (maxBins - 1)) * day;
}
