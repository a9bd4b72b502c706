import type { AuthEventPage } from "./authEvent";
import { loadAwsSdk } from "./awsSdk";
import { Clients } from "./clients";
import { type Connection, defaultRequestTimeout } from "./connection";
import { toAuthEvent } from "./convert";
import { explain } from "./errors";
import { mostAttempts } from "./retries";
import { maxPageSize } from "./rules";
import type { FeedbackRequest, FeedbackService, UserRef } from "./service";

/** How long connecting, signing in and the waits between attempts may take beside the attempts, in seconds. */
const beyondAttempts = 30;

/** Amazon Cognito itself, through the AWS SDK. */
export class AwsFeedbackService implements FeedbackService {
	readonly #clients: Clients;
	/** How long a request may take in all, in milliseconds. */
	readonly #deadline: number;

	constructor(connection: Connection) {
		this.#clients = new Clients(connection);
		const { requestTimeout = defaultRequestTimeout } = connection;
		this.#deadline = (mostAttempts * requestTimeout + beyondAttempts) * 1_000;
	}

	async submitFeedback({ userPoolId, username, eventId, feedbackValue }: FeedbackRequest): Promise<void> {
		try {
			const { AdminUpdateAuthEventFeedbackCommand } = loadAwsSdk();
			await this.#clients.for(userPoolId).send(
				new AdminUpdateAuthEventFeedbackCommand({
					UserPoolId: userPoolId,
					Username: username,
					EventId: eventId,
					FeedbackValue: feedbackValue,
				}),
				{ abortSignal: AbortSignal.timeout(this.#deadline) },
			);
		} catch (error) {
			const redact = this.#redact(username);
			throw explain(error, { operation: "AdminUpdateAuthEventFeedback", userPoolId, eventId, redact });
		}
	}

	async listAuthEvents({ userPoolId, username }: UserRef, nextToken?: string): Promise<AuthEventPage> {
		try {
			const { AdminListUserAuthEventsCommand } = loadAwsSdk();
			const page = await this.#clients.for(userPoolId).send(
				new AdminListUserAuthEventsCommand({
					UserPoolId: userPoolId,
					Username: username,
					MaxResults: maxPageSize,
					...(nextToken !== undefined && { NextToken: nextToken }),
				}),
				{ abortSignal: AbortSignal.timeout(this.#deadline) },
			);
			const events = (page.AuthEvents ?? []).map(toAuthEvent).filter((event) => event !== undefined);
			return { events, ...(page.NextToken && { nextToken: page.NextToken }) };
		} catch (error) {
			const redact = this.#redact(username);
			throw explain(error, { operation: "AdminListUserAuthEvents", userPoolId, redact });
		}
	}

	#redact(username: string) {
		return (text: string) => this.#clients.redaction.apply(text, username);
	}
}
