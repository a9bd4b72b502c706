import type { AuthEventPage, EventRef, UserRef } from "./authEvent.ts";
import type { FeedbackValue } from "./rules.ts";

/** The request for one decision. Source: AWS API reference, AdminUpdateAuthEventFeedback. */
export interface FeedbackRequest extends EventRef {
	readonly feedbackValue: FeedbackValue;
}

/** One page of a user pool's users. */
export interface UserPage {
	readonly usernames: readonly string[];
	/** Gets the next page; missing on the last one. */
	readonly nextToken?: string;
}

/** Amazon Cognito. Its methods throw a `CognitoError`. Tests replace it with an object. */
export interface Cognito {
	/** Submits feedback on one auth event, and replaces existing feedback. */
	submitFeedback(request: FeedbackRequest): Promise<void>;

	/**
	 * Reads one page of at most 60 events of a user, newest first.
	 *
	 * @param nextToken The token of the previous page; omitted for the first page.
	 */
	listAuthEvents(user: UserRef, nextToken?: string): Promise<AuthEventPage>;

	/**
	 * Reads one page of at most 60 users of a pool.
	 *
	 * @param nextToken The token of the previous page; omitted for the first page.
	 */
	listUsers(userPoolId: string, nextToken?: string): Promise<UserPage>;
}
