import type { EventRef } from "../cognito/authEvent.ts";
import type { Evidence } from "../cognito/evidence.ts";
import type { ReviewedEvidence } from "../cognito/reviewedEvidence.ts";
import type { FeedbackValue } from "../cognito/rules.ts";

/** A value that is known only after `pulumi up`. */
export const unknown = Symbol("known after up");
export type Unknown = typeof unknown;

/** As a program declares it: any value may be known only after `pulumi up`. */
export type Declared<T> = { readonly [Field in keyof T]: T[Field] | Unknown };

/** One feedback value for one auth event of one user. */
export interface Decision extends EventRef {
	/** The feedback that is declared. */
	readonly feedbackValue: FeedbackValue;
	/** Why. Kept in Pulumi's state only. */
	readonly note?: string;
}

/** A decision that was checked, with what Cognito knew of its event. */
export type CheckedDecision = Decision & { readonly evidence?: Evidence };

/** What Cognito recorded with feedback; missing where it could not be read. */
export interface Recorded {
	/** When, as ISO 8601 in UTC. */
	readonly feedbackDate?: string;
	/** From whom. */
	readonly feedbackProvider?: string;
}

/** A decision in state. */
export interface StoredDecision extends EventRef, Recorded {
	/** Missing if Cognito holds no feedback, or after a change whose response was lost. */
	readonly feedbackValue?: string;
	readonly note?: string;
	readonly evidence?: Evidence;
}

/** A decision as a program declares it. What Cognito records is never declared; a preview knows that it may change. */
export type DeclaredSingle = Declared<CheckedDecision & Recorded>;

/** The fields of a decision that stand under its event ID in a set. */
export const memberFields = ["username", "feedbackValue", "note"] as const;

type OfMember<T> = Omit<T, "userPoolId" | "eventId">;

/** A decision of a set that was checked. */
export type CheckedMember = OfMember<CheckedDecision>;

/** A decision of a set in state. */
export type StoredMember = Pick<StoredDecision, "username" | "feedbackValue" | "note" | "evidence">;

/** What a reviewer saw of the event when they decided. A check compares it, and state never holds it. */
export interface Reviewed {
	readonly evidence: ReviewedEvidence;
	/** The file and the line that it stands in. */
	readonly place?: string;
}

/** A decision of a set as a program declares it. */
export type DeclaredMember = Declared<CheckedMember> & { readonly reviewed?: Reviewed };

/** Decisions on events of one user pool, by event ID, in the program's order. */
export interface DecisionSet<Member> {
	readonly userPoolId: string;
	readonly decisions: ReadonlyMap<string, Member>;
}

/** A set as a program declares it: the decisions, one of them, or a value of one may be known only after `pulumi up`. */
export interface DeclaredSet {
	readonly userPoolId: string | Unknown;
	readonly decisions: ReadonlyMap<string, DeclaredMember | Unknown> | Unknown;
}

/** The fields that identify the event: changing one of these replaces the resource. */
export const identityFields = ["userPoolId", "username", "eventId"] as const;

/** The fields that can change: changing one of these updates the resource. */
export const mutableFields = ["feedbackValue", "note"] as const;

export const decisionFields = [...identityFields, ...mutableFields] as const;
