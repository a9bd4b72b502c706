import type { AuthEventPage } from "./authEvent";
import { loadAwsSdk } from "./awsSdk";
import { Clients } from "./clients";
import type { Connection } from "./connection";
import { toAuthEvent } from "./convert";
import { explain } from "./errors";
import { maxPageSize } from "./rules";
import type { FeedbackRequest, FeedbackService, UserRef } from "./service";

/** Amazon Cognito itself, through the AWS SDK. */
export class AwsFeedbackService implements FeedbackService {
	readonly #clients: Clients;

	constructor(connection: Connection) {
		this.#clients = new Clients(connection);
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
			);
		} catch (error) {
			throw explain(error, { operation: "AdminUpdateAuthEventFeedback", userPoolId, eventId });
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
			);
			const events = (page.AuthEvents ?? []).map(toAuthEvent).filter((event) => event !== undefined);
			return { events, ...(page.NextToken && { nextToken: page.NextToken }) };
		} catch (error) {
			throw explain(error, { operation: "AdminListUserAuthEvents", userPoolId });
		}
	}
}
