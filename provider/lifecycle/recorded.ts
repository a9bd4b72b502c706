import type { Feedback } from "../cognito/authEvent";
import { defined } from "../cognito/defined";

/** When Cognito recorded the feedback and from whom: as Cognito tells it, and missing where it could not be asked. */
export interface Recorded {
	/** ISO 8601 in UTC. */
	readonly feedbackDate?: string;
	readonly feedbackProvider?: string;
}

export function recordedOf(feedback: Feedback | undefined): Recorded {
	return feedback ? defined({ feedbackDate: feedback.date, feedbackProvider: feedback.provider }) : {};
}
