import type { StateResource } from "./pulumiProject.ts";

/** The decisions that state claims, singles and those of sets, by event ID. */
export function decisionsInState(resources: readonly StateResource[]): Record<string, string> {
	const all = resources.flatMap(({ outputs = {} }) => decisionsOf(outputs));
	// After a change whose answer was lost, state has no value.
	return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function decisionsOf({ eventId, feedbackValue, decisions }: Record<string, unknown>): [string, unknown][] {
	if (eventId !== undefined) return [[String(eventId), feedbackValue]];
	return Object.entries(Object(decisions)).map(([id, stored]) => [id, memberOf(stored).feedbackValue]);
}

/** A decision of a set, where the dynamic provider has it as JSON. */
export function memberOf(stored: unknown): Record<string, unknown> {
	return typeof stored === "string" ? JSON.parse(stored) : Object(stored);
}
