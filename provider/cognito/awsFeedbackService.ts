import { loadAwsSdk } from "./awsSdk";
import { Clients } from "./clients";
import type { Connection } from "./connection";
import { explain } from "./errors";
import type { FeedbackRequest, FeedbackService } from "./service";

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
}
