import type { Context } from "./context";
import type { Decision } from "./decision";

/** Forgets a decision. Cognito's API has no operation that takes feedback back, so it says what stays there. */
export function leaveBehind({ report }: Context, { userPoolId, eventId, feedbackValue }: Decision): void {
	report.warn(
		`event ${eventId} in user pool ${userPoolId}: the feedback \`${feedbackValue}\` stays in Amazon Cognito, which has no operation that takes feedback back. Pulumi only stops managing it.`,
	);
}
