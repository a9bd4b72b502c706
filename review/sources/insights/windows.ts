/** A stretch of time in whole seconds since 1970, the end not included. */
export interface Window {
	readonly from: number;
	readonly until: number;
}

/** How many lines fit in the interval that begins there. */
export interface Count {
	readonly begin: number;
	readonly lines: number;
}

/** A window, and how many lines fit in it. */
export interface CountedWindow extends Window {
	readonly lines: number;
}

/** The most lines that a query returns. Source: AWS API reference, StartQuery, `limit`. */
export const queryLimit = 100_000;

/** Fewer than the limit: lines may come between counting and reading. */
const fullWindow = 90_000;

/** An interval to count in, and how a query writes it. */
export interface Interval {
	readonly seconds: number;
	readonly text: string;
}

const longest: Interval = { seconds: 86_400, text: "1d" };

/** From a second on, the shortest window that a query takes. */
const intervals: readonly Interval[] = [
	{ seconds: 1, text: "1s" },
	{ seconds: 10, text: "10s" },
	{ seconds: 60, text: "1m" },
	{ seconds: 600, text: "10m" },
	{ seconds: 3_600, text: "1h" },
	{ seconds: 21_600, text: "6h" },
	longest,
];

/** A query that counts returns no more intervals than that. Source: Amazon CloudWatch Logs User Guide, `limit`. */
const mostIntervals = 9_000;

/** How finely to count in a window: as finely as one query can return. */
export function intervalFor({ from, until }: Window): Interval {
	return intervals.find(({ seconds }) => (until - from) / seconds <= mostIntervals) ?? longest;
}

/**
 * Joins counted intervals to windows that one query can return, and lists those that have to be counted again, more finely.
 * Times in which nothing fits are in none at the beginning and the end. An interval of a second that is too full is a window anyway.
 */
export function windowsOf(
	counts: readonly Count[],
	{ seconds }: Interval,
	within: Window,
): { readonly windows: readonly CountedWindow[]; readonly tooFull: readonly Window[] } {
	const windows: CountedWindow[] = [];
	const tooFull: Window[] = [];
	for (const { begin, lines } of counts.toSorted((one, other) => one.begin - other.begin)) {
		const from = Math.max(begin, within.from);
		const until = Math.min(begin + seconds, within.until);
		const last = windows.at(-1);
		const isNext = last && !tooFull.some((full) => full.from >= last.until);
		if (lines === 0 || from >= until) continue;
		if (lines > fullWindow && until - from > 1) tooFull.push({ from, until });
		else if (isNext && last.lines + lines <= fullWindow)
			windows[windows.length - 1] = { from: last.from, until, lines: last.lines + lines };
		else windows.push({ from, until, lines });
	}
	return { windows, tooFull };
}
