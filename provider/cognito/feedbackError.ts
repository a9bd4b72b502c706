/** A kind of failure that the lifecycle treats in a way of its own; every other one is `other`. */
export type FailureKind = "poolOrEventNotFound" | "userNotFound" | "accessDenied" | "other";

/** A request to Cognito that failed, told to a person: what happened, for which event, and what to do. */
export class FeedbackError extends Error {
	override readonly name = "FeedbackError";

	constructor(
		message: string,
		readonly kind: FailureKind = "other",
	) {
		super(message);
	}
}
