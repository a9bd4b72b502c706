import type { EventRef, Feedback } from "../cognito/authEvent.ts";
import type { Failure } from "../cognito/cognitoError.ts";
import type { LookUp } from "../cognito/events.ts";
import type { EvidenceDifference } from "../cognito/reviewedEvidence.ts";
import type { Declared, StoredDecision } from "./decision.ts";

/** An event as messages name it: without its user. */
export type EventName = Pick<EventRef, "userPoolId" | "eventId">;

/** A resource that decides on an event. */
export interface Owner {
	readonly type: "AuthEventFeedback" | "AuthEventFeedbackSet";
	readonly name: string;
}

/** Why an event was not found. */
export type Missing = Exclude<LookUp, { outcome: "found" }>;

/** What a decision is compared and described by. */
export type DescribedDecision = Declared<StoredDecision>;

/** A decision of a set that differs from state. */
export interface SetChange {
	/** `moved`: removed from this set, and decided on by another resource. */
	readonly change: "added" | "changed" | "removed" | "moved";
	readonly eventId: string;
	/** `undefined` for one that is known only after `pulumi up`. */
	readonly decision: DescribedDecision | undefined;
	/** What state has of a changed one. */
	readonly before?: StoredDecision;
}

/** A decision whose reviewer saw other evidence than Cognito has. */
export interface DifferingEvidence {
	readonly eventId: string;
	/** The file and the line of the evidence, if known. */
	readonly place?: string;
	readonly differences: readonly EvidenceDifference[];
}

/** What the lifecycle reports. The adapter words it. */
export type Notice =
	/** The credentials may not list a pool's events. */
	| { readonly kind: "listingDenied"; readonly failure: Failure }
	/** The Region that is configured is not called, because the pool's ID names another. */
	| {
			readonly kind: "regionNotUsed";
			readonly userPoolId: string;
			readonly configured: string;
			readonly called: string;
	  }
	/** Settings of another provider that have no effect. */
	| { readonly kind: "settingsNotUsed"; readonly settings: readonly string[] }
	/** The environment names a profile as well as keys, which have no effect. */
	| { readonly kind: "keysNotUsed" }
	/** An event that need not be looked up could not be. */
	| { readonly kind: "lookUpFailed"; readonly event: EventName; readonly missing: Missing }
	/** Two resources decide on one event. */
	| { readonly kind: "duplicate"; readonly event: EventName; readonly resources: readonly [Owner, Owner] }
	/** A single decision is new. */
	| { readonly kind: "new"; readonly decision: DescribedDecision; readonly isSecret: boolean }
	/** There are more new decisions than are reported. */
	| { readonly kind: "moreNew" }
	/** The value or the note of a single decision changes. */
	| {
			readonly kind: "change";
			readonly before: StoredDecision;
			readonly decision: DescribedDecision;
			readonly isSecret: boolean;
	  }
	/** A set differs from state. */
	| {
			readonly kind: "setChanges";
			readonly name: string;
			readonly changes: readonly SetChange[];
			readonly unchanged: number;
			readonly isSecret: boolean;
	  }
	/** New or changed decisions were made on other evidence than Cognito has. */
	| {
			readonly kind: "evidenceDiffers";
			readonly userPoolId: string;
			readonly events: readonly DifferingEvidence[];
			readonly isSecret: boolean;
	  }
	/** An administrator has given the same feedback already. */
	| { readonly kind: "adopted"; readonly event: EventName; readonly feedbackValue: string }
	| { readonly kind: "adoptedInSet"; readonly adopted: number; readonly total: number }
	/** Feedback was submitted, and what Cognito recorded could not be read. */
	| { readonly kind: "dateUnknown"; readonly event: EventName; readonly missing: Missing }
	/** Feedback that stays in Cognito, of one user pool. */
	| { readonly kind: "retained"; readonly userPoolId: string; readonly decisions: readonly Retained[] }
	/** The feedback was changed elsewhere. */
	| {
			readonly kind: "drift";
			readonly event: EventName;
			readonly before: string | undefined;
			readonly feedback: Feedback | undefined;
	  }
	/** Refresh removes a decision from state, because its event does not exist. */
	| { readonly kind: "notFound"; readonly event: EventName; readonly missing: Missing }
	| {
			readonly kind: "notFoundInSet";
			readonly userPoolId: string;
			readonly events: readonly { readonly eventId: string; readonly missing: Missing }[];
	  }
	/** How far a set is. */
	| {
			readonly kind: "progress";
			readonly done: number;
			readonly failed: number;
			readonly total: number;
			readonly perSecond: number;
			readonly secondsLeft: number;
	  };

export interface Retained {
	readonly eventId: string;
	readonly feedbackValue: string;
}

/** Why a step cannot be done. The adapter words it. */
export type Refusal =
	| { readonly kind: "missing"; readonly event: EventName; readonly missing: Missing }
	/** Reading is not permitted, or off. */
	| { readonly kind: "unreadable"; readonly event: EventName }
	/** An ID that is not `<userPoolId>/<eventId>`. */
	| { readonly kind: "invalidId"; readonly id: string }
	| { readonly kind: "invalidUsername"; readonly event: EventName; readonly reason: string }
	/** An ID to import that is not `<userPoolId>/<eventId>/<username>`. */
	| { readonly kind: "invalidImportId" }
	/** An ID to get or to import that comes without the user. */
	| { readonly kind: "noUsername"; readonly event: EventName }
	| { readonly kind: "nothingToImport"; readonly event: EventName }
	| { readonly kind: "setNotImportable" };

/** A step that cannot be done. */
export class RefusedStep extends Error {
	override readonly name = "RefusedStep";
	readonly refusal: Refusal;

	constructor(refusal: Refusal) {
		super(refusal.kind);
		this.refusal = refusal;
	}
}

/** Why the resource could not be made whole: for each event the failure of its request. */
export interface FailedEvent {
	readonly eventId: string;
	readonly failure: Failure;
}

/** Some of what was declared is done: the resource exists with this state, and for these reasons not with all. */
export class PartialFailure<State> extends Error {
	override readonly name = "PartialFailure";
	readonly id: string;
	readonly state: State;
	readonly failed: readonly FailedEvent[];
	/** How many decisions there are. */
	readonly total: number;

	constructor(id: string, state: State, failed: readonly FailedEvent[], total: number) {
		super(`${failed.length} of ${total} decisions failed`);
		this.id = id;
		this.state = state;
		this.failed = failed;
		this.total = total;
	}
}
