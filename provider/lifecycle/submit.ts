import type { AuthEvent } from "../cognito/authEvent";
import { isFromAdministrator } from "../cognito/authEvent";
import type { CheckedDecision, Decision } from "./decision";
import type { Found } from "./lookUp";
import { findEvent } from "./lookUp";
import type { Run } from "./run";

/** How Cognito comes to hold a decision. */
export type Submission =
	| { readonly action: "submit" }
	/** An administrator has given the same feedback already. */
	| { readonly action: "adopt"; readonly event: AuthEvent };

/**
 * Plans how Cognito comes to hold a decision: by submitting it, unless an administrator has given that feedback already.
 * That may be this provider in a run that was killed before Pulumi took note of it.
 */
export async function planSubmission(run: Run, decision: Decision): Promise<Submission> {
	// What the check saw may have changed since, so an event is adopted only if a fresh look-up confirms it.
	if (!holds(await findEvent(run, decision), decision)) return { action: "submit" };
	const now = await findEvent(run, decision, true);
	return holds(now, decision) ? { action: "adopt", event: now.event } : { action: "submit" };
}

/** Ensures that Cognito holds a decision. */
export async function submit(run: Run, decision: CheckedDecision): Promise<Submission> {
	const plan = await planSubmission(run, decision);
	if (plan.action === "submit") {
		const { userPoolId, username, eventId, feedbackValue } = decision;
		run.events.markChanged(decision);
		await run.cognito.submitFeedback({ userPoolId, username, eventId, feedbackValue });
	}
	return plan;
}

function holds(
	found: Found,
	{ feedbackValue }: Decision,
): found is Extract<Found, { readonly outcome: "found" }> {
	if (found.outcome !== "found") return false;
	const { feedback } = found.event;
	return feedback?.value === feedbackValue && isFromAdministrator(feedback);
}
