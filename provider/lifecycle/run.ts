import type { Cognito } from "../cognito/cognito.ts";
import type { EventCache } from "../cognito/events.ts";
import type { EvidenceLevel } from "../cognito/evidence.ts";
import type { Notice, Owner } from "./notices.ts";

export const eventLookupModes = ["required", "optional", "off"] as const;
/**
 * What to do if an event cannot be looked up. `required`: the preview fails. `optional`: the run continues with a warning.
 * `off`: nothing is looked up, and a refresh reads nothing.
 */
export type EventLookup = (typeof eventLookupModes)[number];

/** The part of Cognito that the lifecycle uses. */
export interface LifecycleCognito extends Pick<Cognito, "submitFeedback" | "listAuthEvents"> {
	/** How many feedback requests may be in progress at once. */
	concurrency(userPoolId: string): number;
}

/** What a run looks up and keeps. */
export interface RunSettings {
	readonly eventLookup: EventLookup;
	readonly evidence: EvidenceLevel;
}

/** The state of one Pulumi command, shared by all its resources. */
export interface Run extends RunSettings {
	readonly cognito: LifecycleCognito;
	readonly events: EventCache;
	/** Reports to the person who runs Pulumi. */
	readonly report: (notice: Notice) => void;
	/** User pools whose events the credentials may not list, by ID. */
	readonly deniedPools: Set<string>;
	/** The resource that declares the decision on an event, by user pool and event ID. */
	readonly owners: Map<string, Owner>;
	/** The Region configured for pools whose ID names none, unless another setting names the Region to call. */
	readonly configuredRegion?: string;
	/** Settings for another provider that have no effect here. */
	readonly unusedSettings?: readonly string[];
	/** Whether the environment has access keys that are ignored. */
	readonly ignoresKeys?: boolean;
	/** Notices that are reported once in a run and already were. */
	readonly reported: Set<Notice["kind"]>;
	/** Resources that were read and not yet compared. */
	readonly justRead: Set<string>;
	/** New single decisions that were already reported. */
	readonly reportedNew: Set<string>;
}

/** The resource that a step is for. */
export interface Resource {
	readonly name: string;
	/** Whether any of its values is secret: its username is then not printed. */
	readonly isSecret: boolean;
	/** The other sets of the same file by name; for the first set, with their event IDs. */
	readonly parts?: ReadonlyMap<string, readonly string[]>;
}

/** Whether a resource of this run declares a decision on an event. */
export function isDecided({ owners }: Run, userPoolId: string, eventId: string): boolean {
	return owners.has(`${userPoolId}/${eventId}`);
}

/**
 * Suppresses the comparison that follows a read. In a refresh, the engine compares the old state with the new one right after
 * reading, to show drift. The read has reported that already, and it is not a planned change.
 */
export function suppressDiffAfterRead({ justRead }: Run, key: string): void {
	justRead.add(key);
}

/** Whether the resource was read since it was last compared. */
export function isAfterRead({ justRead }: Run, key: string): boolean {
	return justRead.delete(key);
}
