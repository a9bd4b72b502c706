import type { Decision } from "#provider/lifecycle/decision";

/** What Pulumi's engine sends in place of a value that it does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The user that a decision is about unless it says otherwise. */
export const alice = { userPoolId: "eu-central-1_AbCdEf123", username: "alice" };

/** A right decision on event `e1` of `alice`. */
export function buildDecision(given: Partial<Decision> = {}): Decision {
	return { ...alice, eventId: "e1", feedbackValue: "Valid", ...given };
}
