import type { Window } from "./windows.ts";

/** What a query has come to. */
export interface QueryState {
	/** `Complete`, `Running`, `Scheduled`, `Cancelled`, `Failed`, `Timeout` or `Unknown`. */
	readonly status: string;
	/** A page of results, each by the names of its fields. */
	readonly rows: readonly Readonly<Record<string, string>>[];
	readonly bytesScanned: number;
	/** Gets the next page; missing on the last one. */
	readonly nextToken?: string;
}

/** CloudWatch Logs Insights on one log group. Tests put an object in its place. */
export interface Insights {
	/**
	 * Starts a query on a window; its ID.
	 *
	 * @throws QueryQuotaError if the account runs as many as it may.
	 */
	start(query: string, window: Window, limit: number): Promise<string>;
	/** What a query has come to, or a page of its results. */
	results(queryId: string, nextToken?: string): Promise<QueryState>;
	stop(queryId: string): Promise<void>;
}

/** The account runs as many queries as it may. */
export class QueryQuotaError extends Error {
	override readonly name = "QueryQuotaError";
}
