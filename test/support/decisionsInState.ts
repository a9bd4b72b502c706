import type { StateResource } from "./stackExport.ts";

/** The decisions that state claims, singles and those of sets, by event ID. */
export function decisionsInState(resources: readonly StateResource[]): Record<string, string> {
	const all = resources.flatMap(({ outputs = {} }) => decisionsOf(outputs));
	// After a change whose answer was lost, state has no value.
	return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function decisionsOf({ eventId, feedbackValue, decisions }: Record<string, unknown>): [string, unknown][] {
	if (eventId !== undefined) return [[String(eventId), feedbackValue]];
	return Object.entries(membersIn(decisions)).map(([id, { feedbackValue }]) => [id, feedbackValue]);
}

/** The decisions of a set, which the dynamic provider has as JSON in a string. */
export function membersIn(decisions: unknown): Record<string, Record<string, unknown>> {
	return typeof decisions === "string" ? JSON.parse(decisions) : Object(decisions);
}
