import type { Feedback } from "../cognito/authEvent";
import { FeedbackError } from "../cognito/feedbackError";
import type { Context } from "./context";
import type { EventRef } from "./lookUp";
import { lookUp } from "./lookUp";

/** What Cognito holds for a decision in state. */
export type Reading =
	| { readonly outcome: "read"; readonly feedback?: Feedback }
	/** The event, the user or the pool does not exist any more. */
	| { readonly outcome: "gone"; readonly reason: string }
	/** Nobody could look, or was to: state stays as it is. */
	| { readonly outcome: "kept" };

/** Reads the feedback that an event really has, and says where it differs from what state holds. */
export async function readFeedback(
	context: Context,
	ref: EventRef,
	stateValue: string | undefined,
): Promise<Reading> {
	const result = await lookUp(context, ref);
	switch (result.outcome) {
		case "found": {
			const { feedback } = result.event;
			if (feedback?.value !== stateValue) context.report.warn(describeDrift(ref, stateValue, feedback));
			return { outcome: "read", ...(feedback && { feedback }) };
		}
		case "gone":
			return result;
		case "failed":
			if (context.eventLookup === "required") throw new FeedbackError(result.reason);
			context.report.warn(result.reason);
			return { outcome: "kept" };
		case "skipped":
			return { outcome: "kept" };
	}
}

function describeDrift(
	{ eventId, userPoolId }: EventRef,
	before: string | undefined,
	feedback?: Feedback,
): string {
	const from = feedback && [
		feedback.provider && `by ${feedback.provider}`,
		feedback.date && `on ${feedback.date}`,
	];
	const now = feedback
		? [`\`${feedback.value}\``, from?.filter(Boolean).join(" ")].filter(Boolean).join(", ")
		: "none";
	return `event ${eventId} in user pool ${userPoolId}: the feedback is now ${now}, and was ${before ? `\`${before}\`` : "none"}. The next \`pulumi up\` restores what the program declares.`;
}
