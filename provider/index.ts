/**
 * Feedback on Amazon Cognito authentication events, as Pulumi resources.
 *
 * @module pulumi-cognito-feedback
 */
import { RunError } from "@pulumi/pulumi/errors";
import { whyNotNode } from "./runtime.ts";

const oldNode = whyNotNode(process.versions.node);
// Pulumi prints a RunError without a stack trace.
if (oldNode !== undefined) throw new RunError(oldNode);

// Types have their own statements: programs without their own compiler use TypeScript 3.8 from Pulumi, which does not support
// `export { type X }`.
export type { AuthEventFeedbackArgs, AuthEventFeedbackState } from "./authEventFeedback.ts";
export { AuthEventFeedback } from "./authEventFeedback.ts";
export type {
	AuthEventFeedbackSetArgs,
	FeedbackDecision,
	FeedbackSetMember,
} from "./authEventFeedbackSet.ts";
export { AuthEventFeedbackSet } from "./authEventFeedbackSet.ts";
export type { AuthEvent, Feedback, RiskLevel } from "./cognito/authEvent.ts";
export type { Evidence } from "./cognito/evidence.ts";
export type { AuthEventFilter } from "./cognito/listEvents.ts";
export type { EvidenceSource, ReviewedEvidence } from "./cognito/reviewedEvidence.ts";
export type { FeedbackValue } from "./cognito/rules.ts";
export type { GetAuthEventsArgs, GetAuthEventsOutputArgs } from "./getAuthEvents.ts";
export { getAuthEvents, getAuthEventsOutput } from "./getAuthEvents.ts";
