import type { Cognito } from "../cognito/client.ts";
import type { EventCache } from "../cognito/events.ts";
import type { EvidenceLevel } from "../cognito/evidence.ts";
import type { Notice, Owner } from "./notices.ts";

export const eventLookupModes = ["required", "optional", "off"] as const;
/**
 * What to do if an event cannot be looked up. `required`: the preview fails. `optional`: there is a warning. `off`:
 * nothing is looked up, and a refresh reads nothing.
 */
export type EventLookup = (typeof eventLookupModes)[number];

/** What the lifecycle needs of Cognito. */
export interface LifecycleCognito extends Pick<Cognito, "submitFeedback" | "listAuthEvents"> {
	/** How much feedback may be in progress at once. */
	concurrency(userPoolId: string): number;
}

/** How much a run looks up and keeps. */
export interface RunSettings {
	readonly eventLookup: EventLookup;
	readonly evidence: EvidenceLevel;
}

/** One command of Pulumi's, for all of its resources. */
export interface Run extends RunSettings {
	readonly cognito: LifecycleCognito;
	readonly events: EventCache;
	/** Reports to the person who runs Pulumi. */
	readonly report: (notice: Notice) => void;
	/** User pools whose events the credentials may not list, by ID. */
	readonly deniedPools: Set<string>;
	/** Which resource decides on an event, by user pool and event ID. */
	readonly owners: Map<string, Owner>;
	/** The Region configured for pools whose ID names none, unless another setting names the Region to call. */
	readonly configuredRegion?: string;
	/** Settings that are there for another provider and have no effect here. */
	readonly unusedSettings?: readonly string[];
	/** Whether the environment has keys that are not used. */
	readonly ignoresKeys?: boolean;
	/** Which notices that are made once a run have been made. */
	readonly reported: Set<Notice["kind"]>;
	/** Resources that were read and not compared since. */
	readonly justRead: Set<string>;
	/** New single decisions that were reported. */
	readonly reportedNew: Set<string>;
}

/** The resource that a step is for. */
export interface Resource {
	readonly name: string;
	/** Whether anything of it is secret: its username is not printed then. */
	readonly isSecret: boolean;
	/** The other sets of the same file by name, for the first of them with the event IDs that they decide on. */
	readonly parts?: ReadonlyMap<string, readonly string[]>;
}

/** Whether a resource of this run decides on an event. */
export function isDecided({ owners }: Run, userPoolId: string, eventId: string): boolean {
	return owners.has(`${userPoolId}/${eventId}`);
}

/**
 * In a refresh the engine has a resource compared right after it was read, old state with new, to show the drift. The
 * read has reported that already, and it is no change that anyone plans, so that comparison does not report it.
 */
export function suppressDiffAfterRead({ justRead }: Run, key: string): void {
	justRead.add(key);
}

/** Whether the resource was read since it was last compared. */
export function isAfterRead({ justRead }: Run, key: string): boolean {
	return justRead.delete(key);
}
