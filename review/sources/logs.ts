import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { type Connection, isCognitoError, regionToCall } from "pulumi-cognito-feedback/internal/cognito";
import { type Insights, QueryQuotaError, type QueryState, type Window } from "./insights/queries.ts";
import { ServiceClient } from "./serviceClient.ts";

export class LogGroup implements Insights {
	readonly #group: string;
	readonly #client: ServiceClient<CloudWatchLogsClient, "StartQuery" | "GetQueryResults" | "StopQuery">;

	/** @param group The name or ARN of the log group. A name refers to the Region of the pool. */
	constructor(connection: Connection, userPoolId: string, group: string) {
		this.#group = group.replace(/:\*$/, "");
		this.#client = new ServiceClient(connection, {
			userPoolId,
			resource: `log group ${this.#group}`,
			region: /^arn:[^:]*:logs:([^:]+):/.exec(group)?.[1] ?? regionToCall(connection, userPoolId),
			async connect(settings) {
				const { CloudWatchLogsClient } = await import("@aws-sdk/client-cloudwatch-logs");
				return new CloudWatchLogsClient(settings);
			},
		});
	}

	start(queryString: string, { from, until }: Window, limit: number): Promise<string> {
		return this.#client
			.request("StartQuery", async (client, options) => {
				const { StartQueryCommand } = await import("@aws-sdk/client-cloudwatch-logs");
				const group = this.#group.startsWith("arn:")
					? { logGroupIdentifiers: [this.#group] }
					: { logGroupName: this.#group };
				// The documentation does not define whether the last second is included, so queries exclude it.
				const input = { ...group, queryString, limit, startTime: from, endTime: until };
				const { queryId = "" } = await client.send(new StartQueryCommand(input), options);
				return queryId;
			})
			.catch((error: unknown) => {
				throw isCognitoError(error) && error.failure.code === "LimitExceededException"
					? new QueryQuotaError()
					: error;
			});
	}

	results(queryId: string, nextToken?: string): Promise<QueryState> {
		return this.#client.request("GetQueryResults", async (client, options) => {
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
		return this.#client.request("StopQuery", async (client, options) => {
			const { StopQueryCommand } = await import("@aws-sdk/client-cloudwatch-logs");
			await client.send(new StopQueryCommand({ queryId }), options);
		});
	}
}
