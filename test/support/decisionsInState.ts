import type { StateResource } from "./pulumiProject.ts";

/** The decisions that state claims, singles and those of sets, by event ID. */
export function decisionsInState(resources: readonly StateResource[]): Record<string, string> {
	return Object.fromEntries(resources.flatMap(({ outputs = {} }) => decisionsOf(outputs)));
}

function decisionsOf({ eventId, feedbackValue, decisions }: Record<string, unknown>): [string, string][] {
	if (eventId !== undefined) return [[String(eventId), String(feedbackValue)]];
	return Object.entries(Object(decisions)).map(([id, json]) => [id, JSON.parse(String(json)).feedbackValue]);
}
