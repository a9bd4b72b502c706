import type { EventRef } from "../cognito/authEvent.ts";
import type { Evidence } from "../cognito/evidence.ts";
import type { ReviewedEvidence } from "../cognito/reviewedEvidence.ts";
import type { FeedbackValue } from "../cognito/rules.ts";

/** A value that is known only after `pulumi up`. */
export const unknown = Symbol("known after up");
export type Unknown = typeof unknown;

/** A program's declaration: any value may be known only after `pulumi up`. */
export type Declared<T> = { readonly [Field in keyof T]: T[Field] | Unknown };

/** A feedback value for an auth event of a user. */
export interface Decision extends EventRef {
	/** The declared feedback. */
	readonly feedbackValue: FeedbackValue;
	/** The reason. Kept only in Pulumi's state. */
	readonly note?: string;
}

/** A decision that passed the check, with the evidence of its event. */
export type CheckedDecision = Decision & { readonly evidence?: Evidence };

/** What Cognito recorded with the feedback; missing if it could not be read. */
export interface Recorded {
	/** The time, as ISO 8601 in UTC. */
	readonly feedbackDate?: string;
	/** Who gave it. */
	readonly feedbackProvider?: string;
}

/** A decision in state. */
export interface StoredDecision extends EventRef, Recorded {
	/** Missing if Cognito holds no feedback, or after a change whose response was lost. */
	readonly feedbackValue?: string;
	readonly note?: string;
	readonly evidence?: Evidence;
}

/** A decision as a program declares it. Only Cognito sets the recorded fields; a preview shows that they may change. */
export type DeclaredSingle = Declared<CheckedDecision & Recorded>;

/** The fields of a decision under its event ID in a set. */
export const memberFields = ["username", "feedbackValue", "note"] as const;

type OfMember<T> = Omit<T, "userPoolId" | "eventId">;

/** A decision of a set that passed the check. */
export type CheckedMember = OfMember<CheckedDecision>;

/** A decision of a set in state. */
export type StoredMember = Pick<StoredDecision, "username" | "feedbackValue" | "note" | "evidence">;

/** What the reviewer saw of the event. A check compares it, and state never keeps it. */
export interface Reviewed {
	readonly evidence: ReviewedEvidence;
	/** The file and line of the evidence. */
	readonly place?: string;
}

/** A decision of a set as a program declares it. */
export type DeclaredMember = Declared<CheckedMember> & { readonly reviewed?: Reviewed };

/** Decisions on events of one user pool, by event ID, in the program's order. */
export interface DecisionSet<Member> {
	readonly userPoolId: string;
	readonly decisions: ReadonlyMap<string, Member>;
}

/** A set as a program declares it: all decisions, one of them, or a value of one may be known only after `pulumi up`. */
export interface DeclaredSet {
	readonly userPoolId: string | Unknown;
	readonly decisions: ReadonlyMap<string, DeclaredMember | Unknown> | Unknown;
}

/** The fields that identify the event: changing one replaces the resource. */
export const identityFields = ["userPoolId", "username", "eventId"] as const;

/** The fields that can change: changing one updates the resource. */
export const mutableFields = ["feedbackValue", "note"] as const;

export const decisionFields = [...identityFields, ...mutableFields] as const;
