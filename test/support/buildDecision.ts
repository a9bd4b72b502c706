import type { Decision } from "#provider/lifecycle/decision";

/** What Pulumi's engine sends for a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The default user of a decision. */
export const alice = { userPoolId: "eu-central-1_AbCdEf123", username: "alice" };

/** A valid decision on event `e1` of `alice`. */
export function buildDecision(given: Partial<Decision> = {}): Decision {
	return { ...alice, eventId: "e1", feedbackValue: "Valid", ...given };
}
