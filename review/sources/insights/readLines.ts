import { eachAtOnce } from "../source.ts";
import {
	type Insights,
	Queries,
	QueryError,
	type QueryOptions,
	type QueryState,
	type Window,
} from "./queries.ts";
import { countQuery, linesQuery } from "./query.ts";

/** A window with missing lines, and the reason. */
export interface Gap extends Window {
	/** `tooManyLines` in a second, `scanLimit`, or the status of a query: `Failed`, `Timeout`, `Cancelled` or `Unknown`. */
	readonly reason: string;
}

export interface LinesRead {
	readonly lines: number;
	readonly bytesScanned: number;
	readonly gaps: readonly Gap[];
}

export interface LinesRequest extends QueryOptions {
	readonly commands: string;
	readonly window: Window;
	readonly onLines: (lines: readonly string[]) => void;
	/** Called after the lines are counted, and after each page. */
	readonly onProgress?: (read: number, of: number) => void;
}

/** The maximum number of concurrent queries: far below the account's quota of 100, which dashboards share. */
const queriesAtOnce = 4;

/** The limit of a counting query: more than the intervals that it returns. Source: AWS API reference, StartQuery, `limit`. */
const countLimit = 10_000;

/**
 * Reads the matching lines: counts them first, then queries windows whose lines fit in one result. A window that cannot be read
 * is a gap.
 */
export async function readInsightsLines(insights: Insights, request: LinesRequest): Promise<LinesRead> {
	const queries = new Queries(insights, request);
	const gaps: Gap[] = [];
	const windows = await inGaps(request.window, gaps, () => countedWindows(queries, request, request.window));
	const total = (windows ?? []).reduce((sum, { lines }) => sum + lines, 0);
	let lines = 0;
	request.onProgress?.(0, total);

	async function read(window: CountedWindow): Promise<void> {
		let ofWindow = 0;
		for await (const rows of queries.pages(linesQuery(request.commands, window.until), window, queryLimit)) {
			const texts = rows.flatMap((row) => row["@message"] ?? []);
			ofWindow += texts.length;
			lines += texts.length;
			request.onLines(texts);
			request.onProgress?.(lines, Math.max(lines, total));
		}
		if (ofWindow >= queryLimit) gaps.push({ from: window.from, until: window.until, reason: "tooManyLines" });
	}

	// Waits for all, so that no query is left running.
	await eachAtOnce(queriesAtOnce, windows ?? [], async (window) => {
		await inGaps(window, gaps, () => read(window));
	});
	return {
		lines,
		bytesScanned: queries.bytesScanned,
		gaps: gaps.toSorted((one, other) => one.from - other.from),
	};
}

/** Runs a query; if it does not complete, records a gap, so that the other queries continue. */
async function inGaps<T>(
	{ from, until }: Window,
	gaps: Gap[],
	run: () => Promise<T>,
): Promise<T | undefined> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof QueryError)) throw error;
		gaps.push({ from, until, reason: error.message });
		return undefined;
	}
}

async function countedWindows(
	queries: Queries,
	request: LinesRequest,
	window: Window,
): Promise<readonly CountedWindow[]> {
	const interval = intervalFor(window);
	const counts: Count[] = [];
	for await (const rows of queries.pages(countQuery(request.commands, interval.text), window, countLimit))
		counts.push(...grouped(rows, interval.seconds));
	const { windows, tooFull } = windowsOf(counts, interval, window);
	const finer: CountedWindow[] = [];
	for (const each of tooFull) finer.push(...(await countedWindows(queries, request, each)));
	return [...windows, ...finer].sort((one, other) => one.from - other.from);
}

/** Adds up counts by interval. A server without grouping returns each line as its own row. */
function grouped(rows: QueryState["rows"], seconds: number): Count[] {
	const byBegin = new Map<number, number>();
	for (const row of rows) {
		const time = secondsOf(
			Object.entries(row).find(([name]) => name.startsWith("bin("))?.[1] ?? row["@timestamp"],
		);
		const begin = Math.floor(time / seconds) * seconds;
		byBegin.set(begin, (byBegin.get(begin) ?? 0) + Number(row.lines ?? 1));
	}
	return [...byBegin].map(([begin, lines]) => ({ begin, lines }));
}

/** Parses a time in a result: `2026-11-20 08:14:00.000` in UTC, or milliseconds since 1970. Returns seconds. */
function secondsOf(text = ""): number {
	return (/^\d+$/.test(text) ? Number(text) : Date.parse(`${text.replace(" ", "T")}Z`)) / 1_000;
}

/** The number of matching lines in an interval, by its start. */
export interface Count {
	readonly begin: number;
	readonly lines: number;
}

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

/** They start at a second, the shortest window of a query. */
const intervals = { "1s": 1, "10s": 10, "1m": 60, "10m": 600, "1h": 3_600, "6h": 21_600, "1d": 86_400 };

/**
 * The maximum number of intervals in one count, below the limit of a result.
 *
 * Source: Amazon CloudWatch Logs User Guide, `limit`.
 */
const maxIntervals = 9_000;

/** Selects the shortest interval for which one query can return all counts of a window, or else the longest. */
export function intervalFor({ from, until }: Window): Interval {
	const all = Object.entries(intervals).map(([text, seconds]) => ({ text, seconds }));
	const fits = ({ seconds }: Interval) => (until - from) / seconds <= maxIntervals;
	return all.find(fits) ?? { text: "1d", seconds: intervals["1d"] };
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
