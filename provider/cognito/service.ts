import type { AuthEventPage } from "./authEvent";
import type { UserDirectory } from "./listUsers";
import type { FeedbackValue } from "./rules";

/** A user of a user pool, by the username, the `sub` or an alias. */
export interface UserRef {
	readonly userPoolId: string;
	readonly username: string;
}

/** One decision as Cognito takes it. Source: AWS API reference, AdminUpdateAuthEventFeedback. */
export interface FeedbackRequest extends UserRef {
	readonly eventId: string;
	readonly feedbackValue: FeedbackValue;
}

/** What the lifecycle needs of Amazon Cognito. Tests put an object in its place. */
export interface FeedbackService {
	/**
	 * Submits feedback on one auth event, replacing what was there.
	 *
	 * @throws FeedbackError that says what happened, for which event, and what to do.
	 */
	submitFeedback(request: FeedbackRequest): Promise<void>;

	/**
	 * Reads one page of at most 60 events of a user's history.
	 *
	 * @param nextToken What the page before came with; none for the first page.
	 * @throws FeedbackError that says what happened, for which user pool, and what to do.
	 */
	listAuthEvents(user: UserRef, nextToken?: string): Promise<AuthEventPage>;
}

/** All that this package does with Amazon Cognito. */
export interface CognitoService extends FeedbackService, UserDirectory {}
