import { setTimeout as sleep } from "node:timers/promises";
import { type Insights, QueryQuotaError, type QueryState } from "./insights.ts";
import type { Window } from "./windows.ts";

export type Row = QueryState["rows"][number];

/** A query that did not complete. */
export class QueryError extends Error {
	override readonly name = "QueryError";
	/** `Failed`, `Timeout`, `Cancelled` or `Unknown`; `scanLimit` if the queries exceeded the scan limit. */
	readonly reason: string;

	constructor(reason: string) {
		super(reason);
		this.reason = reason;
	}
}

export interface QueryOptions {
	/** The maximum number of bytes to scan. Default: no limit. */
	readonly maxScan?: number | undefined;
	/** Stops running queries. */
	readonly signal?: AbortSignal | undefined;
	/** Called with the number of bytes scanned when it has grown. */
	readonly onScanned?: (bytes: number) => void;
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
	/** Bytes scanned, by query. */
	readonly #scanned = new Map<string, number>();
	readonly #running = new Set<string>();

	constructor(insights: Insights, options: QueryOptions = {}) {
		this.#insights = insights;
		this.#options = options;
	}

	/** The number of bytes that all queries have scanned. */
	get bytesScanned(): number {
		return [...this.#scanned.values()].reduce((sum, bytes) => sum + bytes, 0);
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
	): AsyncGenerator<readonly Row[], void, undefined> {
		const queryId = await this.#start(query, window, limit);
		this.#running.add(queryId);
		try {
			let page = await this.#completed(queryId);
			this.#running.delete(queryId);
			yield page.rows;
			while (page.nextToken !== undefined) {
				this.#options.signal?.throwIfAborted();
				page = await this.#insights.results(queryId, page.nextToken);
				yield page.rows;
			}
		} finally {
			await this.#stop(queryId);
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

	async #completed(queryId: string): Promise<QueryState> {
		for (let delay = minWait; ; delay = Math.min(1.5 * delay, maxWait)) {
			const state = await this.#insights.results(queryId);
			this.#note(queryId, state.bytesScanned);
			if (state.status === "Complete") return state;
			if (state.status !== "Running" && state.status !== "Scheduled") {
				this.#running.delete(queryId);
				throw new QueryError(state.status);
			}
			this.#checkScan();
			await this.#wait(delay);
		}
	}

	#note(queryId: string, bytes: number): void {
		if (bytes <= (this.#scanned.get(queryId) ?? 0)) return;
		this.#scanned.set(queryId, bytes);
		this.#options.onScanned?.(this.bytesScanned);
	}

	#checkScan(): void {
		const { maxScan = Number.POSITIVE_INFINITY } = this.#options;
		if (this.bytesScanned > maxScan) throw new QueryError("scanLimit");
	}

	async #wait(milliseconds: number): Promise<void> {
		const { wait = (time, signal) => sleep(time, undefined, { ...(signal && { signal }) }), signal } =
			this.#options;
		await wait(milliseconds, signal);
	}

	/** Stops a query, ignoring errors, because it may have ended meanwhile. */
	async #stop(queryId: string): Promise<void> {
		if (this.#running.delete(queryId)) await this.#insights.stop(queryId).catch(() => {});
	}
}
