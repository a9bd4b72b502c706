import type { Insights } from "./insights.ts";
import { Queries, QueryError, type QueryOptions, type Row } from "./queries.ts";
import { countQuery, linesQuery } from "./query.ts";
import {
	type Count,
	type CountedWindow,
	intervalFor,
	queryLimit,
	type Window,
	windowsOf,
} from "./windows.ts";

/** A window with missing lines, and the reason. */
export interface Gap extends Window {
	/** `tooManyLines` in a second, `scanLimit`, or the status of a query: `Failed`, `Timeout`, `Cancelled` or `Unknown`. */
	readonly reason: string;
}

export interface LinesRead {
	readonly lines: number;
	readonly bytesScanned: number;
	/** Empty if all lines were read. */
	readonly gaps: readonly Gap[];
}

export interface LinesRequest extends QueryOptions {
	/** The conditions, as query commands. */
	readonly commands: string;
	readonly window: Window;
	/** Called with the lines of each page of results. */
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

	const left = [...(windows ?? [])];
	const work = async () => {
		for (let window = left.shift(); window; window = left.shift()) {
			const next = window;
			await inGaps(next, gaps, () => read(next)).catch((error) => {
				left.length = 0;
				throw error;
			});
		}
	};
	// Waits for all workers, so that no query is left running.
	const ended = await Promise.allSettled(Array.from({ length: queriesAtOnce }, work));
	for (const each of ended) if (each.status === "rejected") throw each.reason;
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
		gaps.push({ from, until, reason: error.reason });
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
function grouped(rows: readonly Row[], seconds: number): Count[] {
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
