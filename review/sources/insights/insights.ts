import type { Window } from "./windows.ts";

/** The state of a query, with a page of its results. */
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
	/** Gets the state of a query, or a further page of its results. */
	results(queryId: string, nextToken?: string): Promise<QueryState>;
	stop(queryId: string): Promise<void>;
}

/** The account has reached its limit of concurrent queries. */
export class QueryQuotaError extends Error {
	override readonly name = "QueryQuotaError";
}
