import { printableLines } from "./printable";

/** A kind of failure that the lifecycle treats in a way of its own; every other one is `other`. */
export type FailureKind =
	| "poolOrEventNotFound"
	| "userNotFound"
	| "accessDenied"
	| "throttled"
	/** No server answers. */
	| "unreachable"
	| "other";

/** A failure told to a person: what happened, for which event, and what to do. */
export class FeedbackError extends Error {
	override readonly name = "FeedbackError";

	/** What happened and what to do, safe to print. */
	readonly reason: string;

	/**
	 * @param reason What happened and what to do.
	 * @param kind How the lifecycle treats it.
	 * @param subject What it happened to, such as `event 6a1c… in user pool eu-central-1_AbCdEf123`.
	 * @param isInDoubt Whether Cognito may have done what was asked all the same: its answer was lost.
	 */
	constructor(
		reason: string,
		readonly kind: FailureKind = "other",
		readonly subject?: string,
		readonly isInDoubt = false,
	) {
		super(printableLines(subject === undefined ? reason : `${subject}: ${reason}`));
		this.reason = printableLines(reason);
	}

	/** The same failure of a request that Cognito may have done all the same. */
	inDoubt(): FeedbackError {
		return new FeedbackError(this.reason, this.kind, this.subject, true);
	}
}
