import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
	type Connection,
	isCognitoError,
	Requester,
	regionToCall,
} from "pulumi-cognito-feedback/internal/cognito";
import { type Insights, QueryQuotaError, type QueryState } from "./insights/insights.ts";
import type { Window } from "./insights/windows.ts";

/** Attempts at a request that is throttled or fails: waits between them grow to 20 seconds. */
const maxAttempts = 10;

/** CloudWatch Logs Insights through the AWS SDK, for one log group. */
export class LogGroup implements Insights {
	/** Its name or ARN. */
	readonly #group: string;
	readonly #userPoolId: string;
	readonly #region: string | undefined;
	readonly #requester: Requester;
	#client: CloudWatchLogsClient | undefined;

	/** @param group The name or the ARN; it lies in the Region of an ARN, or else in that of the pool. */
	constructor(connection: Connection, userPoolId: string, group: string) {
		this.#group = group.replace(/:\*$/, "");
		this.#userPoolId = userPoolId;
		this.#region = /^arn:[^:]*:logs:([^:]+):/.exec(group)?.[1] ?? regionToCall(connection, userPoolId);
		this.#requester = new Requester(connection);
	}

	start(queryString: string, { from, until }: Window, limit: number): Promise<string> {
		return this.#request("StartQuery", async (client, options) => {
			const { StartQueryCommand } = await import("@aws-sdk/client-cloudwatch-logs");
			const group = this.#group.startsWith("arn:")
				? { logGroupIdentifiers: [this.#group] }
				: { logGroupName: this.#group };
			// Whether all of the second that the window ends with is included is not documented; queries leave it out.
			const input = { ...group, queryString, limit, startTime: from, endTime: until };
			const { queryId = "" } = await client.send(new StartQueryCommand(input), options);
			return queryId;
		}).catch((error: unknown) => {
			throw isCognitoError(error) && error.failure.code === "LimitExceededException"
				? new QueryQuotaError()
				: error;
		});
	}

	results(queryId: string, nextToken?: string): Promise<QueryState> {
		return this.#request("GetQueryResults", async (client, options) => {
			const { GetQueryResultsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
			const input = { queryId, ...(nextToken !== undefined && { nextToken }) };
			const page = await client.send(new GetQueryResultsCommand(input), options);
			return {
				status: page.status ?? "Unknown",
				rows: (page.results ?? []).map((fields) =>
					Object.fromEntries(fields.map(({ field = "", value = "" }) => [field, value])),
				),
				bytesScanned: page.statistics?.bytesScanned ?? 0,
				...(page.nextToken && { nextToken: page.nextToken }),
			};
		});
	}

	stop(queryId: string): Promise<void> {
		return this.#request("StopQuery", async (client, options) => {
			const { StopQueryCommand } = await import("@aws-sdk/client-cloudwatch-logs");
			await client.send(new StopQueryCommand({ queryId }), options);
		});
	}

	async #request<T>(
		operation: "StartQuery" | "GetQueryResults" | "StopQuery",
		send: (client: CloudWatchLogsClient, options: { abortSignal: AbortSignal }) => Promise<T>,
	): Promise<T> {
		this.#client ??= await this.#connect();
		const client = this.#client;
		return this.#requester.request(
			{ operation, userPoolId: this.#userPoolId, resource: `log group ${this.#group}` },
			(options) => send(client, options),
		);
	}

	async #connect(): Promise<CloudWatchLogsClient> {
		const { CloudWatchLogsClient } = await import("@aws-sdk/client-cloudwatch-logs");
		// Throttling is left to the SDK here: no rate limiter shares this quota.
		const { retryStrategy: _, ...settings } = this.#requester.settings(this.#region);
		return this.#requester.protect(new CloudWatchLogsClient({ ...settings, maxAttempts }));
	}
}
