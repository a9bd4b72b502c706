import type { ReviewedEvidence } from "../cognito/reviewedEvidence.ts";
import type { FeedbackValue } from "../cognito/rules.ts";
import type { Sample } from "./sample.ts";

/**
 * A decisions file as read: YAML that people review in a pull request, and may edit by hand.
 *
 * @example
 * ```yaml
 * userPoolId: eu-central-1_AbCdEf123
 * decisions:
 *   6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841:
 *     username: alice
 *     feedbackValue: Valid
 *     note: Travelling, TICKET-123
 *     evidence:
 *       source: api
 *       type: SignIn
 *       time: 2026-11-20T08:14Z
 *       riskLevel: High
 *       riskDecision: AccountTakeover
 *       ipAddress: 203.0.113.7
 * ```
 */
export interface FeedbackFile {
	/** The path, as passed to the function that read it. */
	readonly path: string;
	/** The text as read; empty if the file does not exist yet. */
	readonly text: string;
	/** The user pool of all its events. */
	readonly userPoolId: string;
	/** The Region of all its events, for a replica of the pool; missing if it is the one in the pool's ID. */
	readonly region?: string;
	/** The decisions by event ID, in the order of the file. */
	readonly decisions: ReadonlyMap<string, FileDecision>;
	/** The line of each decision's evidence, or of the decision if it has none, by event ID. */
	readonly lines: ReadonlyMap<string, number>;
	/** The random samples that the events were drawn in, in the order of the file. Pulumi ignores them. */
	readonly samples: readonly Sample[];
}

/** The keys of a file, in the order in which they are written. */
export const topFields = ["userPoolId", "region", "decisions", "samples"] as const;

/** A decision of a file, under the ID of its event. */
export interface FileDecision {
	/** The user that the event belongs to: the username, the `sub`, or an alias. */
	readonly username: string;
	/** The feedback on the event. */
	readonly feedbackValue: FeedbackValue;
	/** The reason for the decision, for reviewers. */
	readonly note?: string;
	/** What the reviewer saw of the event. A preview compares it for a new or changed decision. */
	readonly evidence?: ReviewedEvidence;
}

/** The fields of a decision, in the order in which they are written. */
export const fileFields = ["username", "feedbackValue", "note", "evidence"] as const;

/** A field of a decision in the file. */
export type FileField = (typeof fileFields)[number];

/** Decisions by event ID; `undefined` removes one. */
export type Changes = ReadonlyMap<string, FileDecision | undefined>;
