/** A division of time into equal bins. */
export interface Scale {
	readonly from: number;
	/** The length of a bin in milliseconds. */
	readonly step: number;
	readonly bins: number;
}

/** The lengths of bins, which have round bounds: parts of an hour, hours, a day. */
const steps = [1, 5, 15, 30, 60, 120, 180, 360, 720, 1_440].map((minutes) => minutes * 60_000);
const day = 86_400_000;

const maxBins = 120;

/** Creates a scale from the first time to the last, in milliseconds since 1970; returns `undefined` if there are no times. */
export function binsOver(first: number | null, last: number | null): Scale | undefined {
	if (first === null || last === null) return undefined;
	const length = last - first;
	const step =
		steps.find((each) => length / each < maxBins - 1) ?? Math.ceil(length / day / (maxBins - 1)) * day;
	const from = Math.floor(first / step) * step;
	return { from, step, bins: Math.floor((last - from) / step) + 1 };
}
