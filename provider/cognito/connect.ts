import type { Advice } from "./advice";
import { AwsFeedbackService } from "./awsFeedbackService";
import type { Connection } from "./connection";
import { PacedFeedbackService } from "./pacedFeedbackService";

/** How to reach Cognito, and how fast. */
export interface Access {
	readonly connection: Connection;
	/** The most feedback submitted in a second. */
	readonly requestsPerSecond: number;
	/** What errors advise. Default: in the words of Pulumi. */
	readonly advice?: Advice;
}

/**
 * By what they were made for: the Automation API runs programs of several stacks in one process, and the environment
 * may name other credentials for the next one.
 */
const services = new Map<string, PacedFeedbackService>();

/** Amazon Cognito, paced. Whoever asks for the same access shares the connections and the pace. */
export function connect({ connection, requestsPerSecond, advice }: Access): PacedFeedbackService {
	const key = JSON.stringify([connection, requestsPerSecond, advice, awsVariables()]);
	let service = services.get(key);
	if (!service) {
		service = new PacedFeedbackService(new AwsFeedbackService(connection, advice), requestsPerSecond);
		services.set(key, service);
	}
	return service;
}

/** The variables that the AWS SDK may read, sorted. */
function awsVariables(): [string, string | undefined][] {
	return Object.entries(process.env)
		.filter(([name]) => name.startsWith("AWS_"))
		.sort(([one], [other]) => (one < other ? -1 : 1));
}
