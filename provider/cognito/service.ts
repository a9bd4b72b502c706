import type { FeedbackValue } from "./rules";

/** One decision as Cognito takes it. Source: AWS API reference, AdminUpdateAuthEventFeedback. */
export interface FeedbackRequest {
	readonly userPoolId: string;
	readonly username: string;
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
}
