import { setTimeout as sleep } from "node:timers/promises";

/** A span of time in whole seconds since 1970, without its end. */
export interface Window {
	readonly from: number;
	readonly until: number;
}

export interface QueryState {
	/** `Complete`, `Running`, `Scheduled`, `Cancelled`, `Failed`, `Timeout` or `Unknown`. */
	readonly status: string;
	/** A page of results, each as values by field name. */
	readonly rows: readonly Readonly<Record<string, string>>[];
	readonly bytesScanned: number;
	/** Gets the next page; missing on the last one. */
	readonly nextToken?: string;
}

/** CloudWatch Logs Insights for one log group. Tests replace it with an object. */
export interface Insights {
	/**
	 * Starts a query on a window and returns its ID.
	 *
	 * @throws QueryQuotaError if the account has reached its limit of concurrent queries
	 */
	start(query: string, window: Window, limit: number): Promise<string>;
	results(queryId: string, nextToken?: string): Promise<QueryState>;
	stop(queryId: string): Promise<void>;
}

/** The account has reached its limit of concurrent queries. */
export class QueryQuotaError extends Error {
	override readonly name = "QueryQuotaError";
}

/**
 * A query that did not complete. The message is the reason: `Failed`, `Timeout`, `Cancelled` or `Unknown`, or `scanLimit` if the
 * queries exceeded the scan limit.
 */
export class QueryError extends Error {
	override readonly name = "QueryError";
}

export interface QueryOptions {
	/** The maximum number of bytes to scan. Default: no limit. */
	readonly maxScan?: number | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Waits between requests. Default: the system's timer. */
	readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

/** The bounds of the wait between requests for the state of a query, in milliseconds. */
const minWait = 200;
const maxWait = 5_000;

/** The milliseconds to keep trying to start a query while the account has reached its limit. */
const quotaPatience = 600_000;

/** Runs queries, pages through their results, and adds up the bytes scanned. */
export class Queries {
	readonly #insights: Insights;
	readonly #options: QueryOptions;
	/** By all queries. */
	bytesScanned = 0;

	constructor(insights: Insights, options: QueryOptions = {}) {
		this.#insights = insights;
		this.#options = options;
	}

	/**
	 * Runs a query and returns its results, page by page. The query is stopped if the caller ends early or an error occurs.
	 *
	 * @throws QueryError if the query does not complete, or the scan limit is exceeded
	 */
	async *pages(
		query: string,
		window: Window,
		limit: number,
	): AsyncGenerator<QueryState["rows"], void, undefined> {
		const queryId = await this.#start(query, window, limit);
		let isRunning = true;
		try {
			let page = await this.#ended(queryId);
			isRunning = false;
			if (page.status !== "Complete") throw new QueryError(page.status);
			yield page.rows;
			while (page.nextToken !== undefined) {
				this.#options.signal?.throwIfAborted();
				page = await this.#insights.results(queryId, page.nextToken);
				yield page.rows;
			}
		} finally {
			// It may have ended meanwhile.
			if (isRunning) await this.#insights.stop(queryId).catch(() => {});
		}
	}

	async #start(query: string, window: Window, limit: number): Promise<string> {
		for (let waited = 0, delay = 1_000; ; delay = Math.min(2 * delay, 30_000)) {
			this.#options.signal?.throwIfAborted();
			this.#checkScan();
			try {
				return await this.#insights.start(query, window, limit);
			} catch (error) {
				if (!(error instanceof QueryQuotaError) || waited >= quotaPatience) throw error;
			}
			await this.#wait(delay);
			waited += delay;
		}
	}

	async #ended(queryId: string): Promise<QueryState> {
		let scanned = 0;
		for (let delay = minWait; ; delay = Math.min(1.5 * delay, maxWait)) {
			const state = await this.#insights.results(queryId);
			const more = Math.max(0, state.bytesScanned - scanned);
			scanned += more;
			this.bytesScanned += more;
			if (state.status !== "Running" && state.status !== "Scheduled") return state;
			this.#checkScan();
			await this.#wait(delay);
		}
	}

	#checkScan(): void {
		const { maxScan = Number.POSITIVE_INFINITY } = this.#options;
		if (this.bytesScanned > maxScan) throw new QueryError("scanLimit");
	}

	#wait(milliseconds: number): Promise<unknown> {
		const { signal, wait = (time, signal) => sleep(time, undefined, signal && { signal }) } = this.#options;
		return wait(milliseconds, signal);
	}
}
