import { isFromAdministrator } from "../cognito/feedbackProvider";
import type { Context } from "./context";
import type { Decision } from "./decision";
import type { LookUpResult } from "./lookUp";
import { lookUp, lookUpAnew } from "./lookUp";

type Found = Extract<LookUpResult, { outcome: "found" }>;

/** What was done for Cognito to hold a decision. */
export type Settled = { readonly how: "submitted" } | ({ readonly how: "adopted" } & Pick<Found, "event">);

/**
 * Sees to it that Cognito holds a decision: submits it, unless an administrator has given that answer already. That may
 * be this provider in a run that was killed before Pulumi took note of it.
 */
export async function settleDecision(context: Context, decision: Decision): Promise<Settled> {
	// What the check saw may have changed since, so an event is adopted only if a look of now says the same.
	if (isAnswered(await lookUp(context, decision), decision)) {
		const now = await lookUpAnew(context, decision);
		if (isAnswered(now, decision)) return { how: "adopted", event: now.event };
	}
	await context.service.submitFeedback(decision);
	return { how: "submitted" };
}

function isAnswered(result: LookUpResult, { feedbackValue }: Decision): result is Found {
	if (result.outcome !== "found") return false;
	const { feedback } = result.event;
	return feedback?.value === feedbackValue && isFromAdministrator(feedback);
}
