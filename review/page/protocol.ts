/** The messages between the page and its server: JSON, under the address that contains the token. */
import type { FeedbackValue } from "pulumi-cognito-feedback/internal/cognito";
import type { EventColumns } from "./columns.ts";

/** GET `events`: what there is to decide on. It stays the same as long as the server runs. */
export interface EventsResponse {
	readonly userPoolId: string;
	/** Newest first. */
	readonly events: EventColumns;
}

/** The feedback that was decided on, and why. */
export interface PageDecision {
	readonly feedbackValue: FeedbackValue;
	readonly note?: string;
}

/** An event and the decision on it. A list of these and no object by ID: `__proto__` is an event ID like any other. */
export interface Entry<T = PageDecision> {
	readonly eventId: string;
	readonly decision: T;
}

/** GET `decisions`: the file as it is on disk now. */
export interface DecisionsResponse {
	/** Where the file is, as it was given at start. */
	readonly path: string;
	/** Stands for the text of the file. A save names the version that it changes. */
	readonly version: string;
	readonly decisions: readonly Entry[];
}

/** POST `save`: what is to change; `null` removes a decision. */
export interface SaveRequest {
	readonly version: string;
	readonly changes: readonly Entry<PageDecision | null>[];
}

/** The file was written. */
export interface SavedResponse extends DecisionsResponse {
	/** Saved changes, as a unified diff. */
	readonly diff: string;
}

/** Status 409: the file is no longer the version that was to be changed. Nothing was written. */
export interface ConflictResponse {
	/** Changes on disk meanwhile, as a unified diff. */
	readonly theirs: string;
	/** What would have been written, as a unified diff against the same version. */
	readonly ours: string;
}

/** Any other failure: what happened and what to do. */
export interface ProblemResponse {
	readonly problem: string;
}
