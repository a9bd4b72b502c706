import {
	type Insights,
	QueryQuotaError,
	type QueryState,
	type Window,
} from "#review/sources/insights/queries";

/** A line of the log group. */
export interface FakeLine {
	/** In seconds since 1970. */
	readonly time: number;
	readonly text: string;
}

/** Optional behavior of queries. */
export interface FakeInsightsOptions {
	/** How many times a query is still running when its results are requested. Default: once. */
	readonly runningFor?: number;
	/** How many starts are first rejected because the account runs too many queries. Default: 0. */
	readonly refusedStarts?: number;
	/** The status of queries whose window contains this moment. */
	readonly endsAt?: { readonly time: number; readonly status: string };
}

interface FakeQuery {
	readonly text: string;
	readonly window: Window;
	readonly lines: readonly FakeLine[];
	readonly rows: QueryState["rows"];
	polls: number;
	stopped: boolean;
}

/**
 * The maximum number of lines of a query, and of a page of its results. Source: AWS API reference, StartQuery and
 * GetQueryResults.
 */
const queryLimit = 100_000;
const pageSize = 10_000;

/** The size of a line in bytes, for the count of scanned bytes. */
export const lineSize = 1_000;

/** CloudWatch Logs Insights with AWS's windows, limits, pages and counts. It ignores all conditions except one on time. */
export class FakeInsights implements Insights {
	readonly queries: FakeQuery[] = [];
	/** The highest number of concurrent queries. */
	maxAtOnce = 0;
	readonly #lines: readonly FakeLine[];
	readonly #options: FakeInsightsOptions;
	#refused = 0;

	constructor(lines: readonly FakeLine[], options: FakeInsightsOptions = {}) {
		this.#lines = lines.toSorted((one, other) => one.time - other.time);
		this.#options = options;
	}

	/** The windows of queries for lines, in the order of time. */
	get windows(): Window[] {
		const windows = this.queries.filter(({ text }) => !isCount(text)).map(({ window }) => window);
		return windows.sort((one, other) => one.from - other.from);
	}

	get stopped(): number {
		return this.queries.filter(({ stopped }) => stopped).length;
	}

	async start(text: string, window: Window, limit: number): Promise<string> {
		if (this.#refused < (this.#options.refusedStarts ?? 0)) {
			this.#refused++;
			throw new QueryQuotaError();
		}
		if (limit > queryLimit) throw new Error(`limit ${limit}`);
		const before =
			Number(/toMillis\(@timestamp\) < (\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY) / 1_000;
		// Both ends of the window are included.
		const lines = this.#lines.filter(
			({ time }) => time >= window.from && time <= window.until && time < before,
		);
		const rows = isCount(text)
			? counted(lines, text)
			: lines.map(({ text }) => ({ "@message": text, "@ptr": "p" }));
		this.queries.push({ text, window, lines, rows: rows.slice(0, limit), polls: 0, stopped: false });
		const running = this.queries.filter((query) => !query.stopped && this.#isRunning(query)).length;
		this.maxAtOnce = Math.max(this.maxAtOnce, running);
		return String(this.queries.length - 1);
	}

	async results(queryId: string, nextToken?: string): Promise<QueryState> {
		return this.stateOf(queryId, nextToken);
	}

	stateOf(queryId: string, nextToken?: string): QueryState {
		const query = this.#query(queryId);
		if (this.#isRunning(query)) {
			query.polls++;
			const share = query.polls / ((this.#options.runningFor ?? 1) + 1);
			return { status: "Running", rows: [], bytesScanned: query.lines.length * lineSize * share };
		}
		const bytesScanned = query.lines.length * lineSize;
		const { endsAt } = this.#options;
		if (
			endsAt &&
			!isCount(query.text) &&
			query.window.from <= endsAt.time &&
			endsAt.time < query.window.until
		)
			return { status: endsAt.status, rows: [], bytesScanned };
		const at = Number(nextToken ?? 0);
		const next = at + pageSize < query.rows.length ? { nextToken: String(at + pageSize) } : {};
		return { status: "Complete", rows: query.rows.slice(at, at + pageSize), bytesScanned, ...next };
	}

	async stop(queryId: string): Promise<void> {
		this.#query(queryId).stopped = true;
	}

	#query(queryId: string): FakeQuery {
		return this.queries[Number(queryId)] ?? fail(`no query ${queryId}`);
	}

	#isRunning({ polls }: FakeQuery): boolean {
		return polls < (this.#options.runningFor ?? 1);
	}
}

function isCount(query: string): boolean {
	return query.includes("| stats count(*)");
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function counted(lines: readonly FakeLine[], query: string): QueryState["rows"] {
	const [name = "", count, unit = ""] = /bin\((\d+)([smhd])\)/.exec(query) ?? fail(query);
	const seconds = Number(count) * (units[unit] ?? Number.NaN);
	const groups = Map.groupBy(lines, ({ time }) => Math.floor(time / seconds) * seconds);
	return [...groups].map(([begin, { length }]) => ({
		[name]: new Date(begin * 1_000).toISOString().replace("T", " ").replace("Z", ""),
		lines: String(length),
	}));
}

function fail(message: string): never {
	throw new Error(message);
}
