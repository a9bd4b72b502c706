import type { Context } from "./context";
import type { Decision } from "./decision";

/** Decisions that Pulumi stops managing; of one user pool. */
export type LeftBehind = Pick<Decision, "userPoolId" | "eventId"> & {
	readonly feedbackValue?: string | undefined;
};

/** Forgets decisions. Cognito's API has no operation that takes feedback back, so it says what stays there. */
export function leaveBehind({ report }: Context, decisions: readonly LeftBehind[]): void {
	// Where a refresh found no feedback, none stays.
	const answered = decisions.filter(({ feedbackValue }) => feedbackValue !== undefined);
	const [first, ...others] = answered;
	if (!first) return;
	const events = answered.map(({ eventId, feedbackValue }) => `${eventId} (\`${feedbackValue}\`)`);
	const feedback =
		others.length === 0
			? `feedback on event ${events[0]} stays`
			: `feedback on ${events.length} events stays`;
	const list = others.length === 0 ? "" : ` The events: ${events.join(", ")}.`;
	report.warn(
		`user pool ${first.userPoolId}: ${feedback} in Amazon Cognito, which has no operation that takes feedback back. Pulumi only stops managing it.${list}`,
	);
}
