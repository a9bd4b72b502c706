import type { StateResource } from "../../test/support/pulumiProject.ts";

/** The feedback that Pulumi's state says Cognito holds, by event ID. */
export function claimsOf(resources: readonly StateResource[]): Map<string, unknown> {
	return new Map(
		resources.flatMap(({ outputs = {} }) => {
			const { decisions, eventId, feedbackValue } = outputs;
			if (typeof eventId === "string") return [[eventId, feedbackValue] as const];
			return Object.entries(Object(decisions)).map(([id, stored]) => [id, feedbackOf(stored)] as const);
		}),
	);
}

/** A decision of a set is JSON in state. */
function feedbackOf(stored: unknown): unknown {
	const decision = typeof stored === "string" ? JSON.parse(stored) : stored;
	return Object(decision).feedbackValue;
}
