/**
 * Feedback on Amazon Cognito authentication events, as Pulumi resources.
 *
 * @module pulumi-cognito-feedback
 */
import { RunError } from "@pulumi/pulumi/errors";
import { whyNotNode } from "./runtime";

const oldNode = whyNotNode(process.versions.node);
// Pulumi prints the message of a RunError, and a stack trace with any other.
if (oldNode !== undefined) throw new RunError(oldNode);

// Types stand in statements of their own: the TypeScript 3.8 that Pulumi brings for programs without a compiler of their
// own does not read `export { type X }`.
export type { AuthEventFeedbackArgs, AuthEventFeedbackState } from "./authEventFeedback";
export { AuthEventFeedback } from "./authEventFeedback";
export type { AuthEventFeedbackSetArgs, FeedbackDecision, FeedbackSetMember } from "./authEventFeedbackSet";
export { AuthEventFeedbackSet } from "./authEventFeedbackSet";
export type { AuthEvent, Feedback, RiskLevel } from "./cognito/authEvent";
export type { Evidence } from "./cognito/evidence";
export type { AuthEventFilter } from "./cognito/listEvents";
export type { EvidenceSource, ReviewedEvidence } from "./cognito/reviewedEvidence";
export type { FeedbackValue } from "./cognito/rules";
export type { GetAuthEventsArgs, GetAuthEventsOutputArgs } from "./getAuthEvents";
export { getAuthEvents, getAuthEventsOutput } from "./getAuthEvents";
