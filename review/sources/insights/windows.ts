/** A span of time in whole seconds since 1970, without its end. */
export interface Window {
	readonly from: number;
	readonly until: number;
}

/** The number of matching lines in an interval, by its start. */
export interface Count {
	readonly begin: number;
	readonly lines: number;
}

/** A window with its number of matching lines. */
export interface CountedWindow extends Window {
	readonly lines: number;
}

/** The maximum number of lines that a query returns. Source: AWS API reference, StartQuery, `limit`. */
export const queryLimit = 100_000;

/** The maximum number of lines to plan for a window: below the limit, because lines may arrive between counting and reading. */
const fullWindow = 90_000;

/** An interval to count in, with its form in a query. */
export interface Interval {
	readonly seconds: number;
	readonly text: string;
}

const longest: Interval = { seconds: 86_400, text: "1d" };

/** They start at a second, the shortest window of a query. */
const intervals: readonly Interval[] = [
	{ seconds: 1, text: "1s" },
	{ seconds: 10, text: "10s" },
	{ seconds: 60, text: "1m" },
	{ seconds: 600, text: "10m" },
	{ seconds: 3_600, text: "1h" },
	{ seconds: 21_600, text: "6h" },
	longest,
];

/**
 * The maximum number of intervals in one count, below the limit of a result.
 *
 * Source: Amazon CloudWatch Logs User Guide, `limit`.
 */
const maxIntervals = 9_000;

/** Selects the shortest interval for which one query can return all counts of a window. */
export function intervalFor({ from, until }: Window): Interval {
	return intervals.find(({ seconds }) => (until - from) / seconds <= maxIntervals) ?? longest;
}

/**
 * Joins counted intervals to windows whose lines one query can return, and lists intervals with too many lines, which must be
 * counted in shorter intervals. No window begins or ends with an empty interval. An interval of one second is always a window.
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
