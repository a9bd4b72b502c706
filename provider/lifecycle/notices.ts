import type { EventRef, Feedback } from "../cognito/authEvent.ts";
import type { Failure } from "../cognito/cognitoError.ts";
import type { LookUp } from "../cognito/events.ts";
import type { EvidenceDifference } from "../cognito/reviewedEvidence.ts";
import type { Declared, StoredDecision } from "./decision.ts";

/** An event as messages name it, without its user. */
export type EventName = Pick<EventRef, "userPoolId" | "eventId">;

/** A resource that declares a decision. */
export interface Owner {
	readonly type: "AuthEventFeedback" | "AuthEventFeedbackSet";
	readonly name: string;
}

/** Why an event was not found. */
export type Missing = Exclude<LookUp, { outcome: "found" }>;

/** The fields that a decision is compared and described by. */
export type DescribedDecision = Declared<StoredDecision>;

/** A decision of a set that differs from state. */
export interface SetChange {
	/** `moved`: removed from this set, and declared by another resource. */
	readonly change: "added" | "changed" | "removed" | "moved";
	readonly eventId: string;
	/** `undefined` if it is known only after `pulumi up`. */
	readonly decision: DescribedDecision | undefined;
	/** A changed decision as in state. */
	readonly before?: StoredDecision;
}

/** A decision whose reviewer saw evidence that differs from Cognito's. */
export interface DifferingEvidence {
	readonly eventId: string;
	/** The file and line of the evidence, if known. */
	readonly place?: string;
	readonly differences: readonly EvidenceDifference[];
}

/** Reports of the lifecycle. Adapters word them. */
export type Notice =
	/** The credentials may not list a pool's events. */
	| { readonly kind: "listingDenied"; readonly failure: Failure }
	/** The configured Region is not called, because the pool's ID names another. */
	| {
			readonly kind: "regionNotUsed";
			readonly userPoolId: string;
			readonly configured: string;
			readonly called: string;
	  }
	/** Settings for another provider have no effect. */
	| { readonly kind: "settingsNotUsed"; readonly settings: readonly string[] }
	/** The environment has a profile and access keys; the keys have no effect. */
	| { readonly kind: "keysNotUsed" }
	/** The look-up of an event failed, but is not required. */
	| { readonly kind: "lookUpFailed"; readonly event: EventName; readonly missing: Missing }
	/** Two resources declare decisions on the same event. */
	| { readonly kind: "duplicate"; readonly event: EventName; readonly resources: readonly [Owner, Owner] }
	/** A single decision is new. */
	| { readonly kind: "new"; readonly decision: DescribedDecision; readonly isSecret: boolean }
	/** Further new decisions are not reported. */
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
	/** The reviewers of new or changed decisions saw evidence that differs from Cognito's. */
	| {
			readonly kind: "evidenceDiffers";
			readonly userPoolId: string;
			readonly events: readonly DifferingEvidence[];
			readonly isSecret: boolean;
	  }
	/** An administrator has already given the same feedback. */
	| { readonly kind: "adopted"; readonly event: EventName; readonly feedbackValue: string }
	| { readonly kind: "adoptedInSet"; readonly adopted: number; readonly total: number }
	/** Feedback was submitted, but what Cognito recorded could not be read. */
	| { readonly kind: "dateUnknown"; readonly event: EventName; readonly missing: Missing }
	/** Feedback of one user pool stays in Cognito. */
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
	/** The progress of a set. */
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

/** Why a step was refused. Adapters word it. */
export type Refusal =
	| { readonly kind: "missing"; readonly event: EventName; readonly missing: Missing }
	/** Reading is denied, or off. */
	| { readonly kind: "unreadable"; readonly event: EventName }
	/** The ID is not `<userPoolId>/<eventId>`. */
	| { readonly kind: "invalidId"; readonly id: string }
	| { readonly kind: "invalidUsername"; readonly event: EventName; readonly reason: string }
	/** The ID to import is not `<userPoolId>/<eventId>/<username>`. */
	| { readonly kind: "invalidImportId" }
	/** An ID to get or import without the user. */
	| { readonly kind: "noUsername"; readonly event: EventName }
	| { readonly kind: "nothingToImport"; readonly event: EventName }
	| { readonly kind: "setNotImportable" };

/** A step that was refused. */
export class RefusedStep extends Error {
	override readonly name = "RefusedStep";
	readonly refusal: Refusal;

	constructor(refusal: Refusal) {
		super(refusal.kind);
		this.refusal = refusal;
	}
}

/** An event whose request failed, and why. */
export interface FailedEvent {
	readonly eventId: string;
	readonly failure: Failure;
}

/** A step that failed in part: the resource exists with this state, but lacks what failed for these reasons. */
export class PartialFailure<State> extends Error {
	override readonly name = "PartialFailure";
	readonly id: string;
	readonly state: State;
	readonly failed: readonly FailedEvent[];
	/** The number of decisions. */
	readonly total: number;

	constructor(id: string, state: State, failed: readonly FailedEvent[], total: number) {
		super(`${failed.length} of ${total} decisions failed`);
		this.id = id;
		this.state = state;
		this.failed = failed;
		this.total = total;
	}
}
