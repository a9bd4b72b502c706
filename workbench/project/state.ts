import { decodeEvidence } from "#provider/adapters/codecs";

/** State in the format of `pulumi stack export`. */
export interface StackExport {
	readonly version: number;
	readonly deployment: {
		readonly resources?: StateResource[];
		readonly pending_operations?: PendingOperation[];
	};
}

/** A resource in it. */
export interface StateResource {
	readonly type: string;
	readonly urn: string;
	readonly id?: string;
	readonly inputs?: Record<string, unknown>;
	readonly outputs?: Record<string, unknown>;
}

/** An operation that an ended run had in progress. */
export interface PendingOperation {
	/** For example `creating`. */
	readonly type: string;
	readonly resource: StateResource;
}

/** The resource with this name. */
export function named(resources: readonly StateResource[], name: string): StateResource | undefined {
	return resources.find(({ urn }) => urn.endsWith(`::${name}`));
}

/** The decisions in state, of singles and sets, by event ID. */
export function decisionsInState(
	resources: readonly Pick<StateResource, "outputs">[],
): Record<string, string> {
	const all = resources.flatMap(({ outputs = {} }) => decisionsOf(outputs));
	// After a change whose response was lost, state has no value.
	return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function decisionsOf({ eventId, feedbackValue, decisions }: Record<string, unknown>): [string, unknown][] {
	if (eventId !== undefined) return [[String(eventId), feedbackValue]];
	return Object.entries(membersIn(decisions)).map(([id, { feedbackValue }]) => [id, feedbackValue]);
}

/** The decisions of a set, which the dynamic provider keeps as JSON in a string. */
export function membersIn(decisions: unknown): Record<string, Record<string, unknown>> {
	return typeof decisions === "string" ? JSON.parse(decisions) : Object(decisions);
}

/** The evidence of a single decision in state, which the dynamic provider keeps as one line. */
export function evidenceIn(resource: Pick<StateResource, "outputs"> | undefined): Record<string, unknown> {
	const event = resource?.outputs?.event;
	return typeof event === "string" ? { ...decodeEvidence(event) } : Object(event);
}
