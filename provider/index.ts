/**
 * Feedback on Amazon Cognito authentication events, as Pulumi resources.
 *
 * @module pulumi-cognito-feedback
 */
export {
	AuthEventFeedback,
	type AuthEventFeedbackArgs,
	type AuthEventFeedbackState,
} from "./authEventFeedback";
export {
	AuthEventFeedbackSet,
	type AuthEventFeedbackSetArgs,
	type FeedbackDecision,
} from "./authEventFeedbackSet";
export type { AuthEvent, Feedback } from "./cognito/authEvent";
export type { FeedbackValue } from "./cognito/rules";
export {
	type GetAuthEventsArgs,
	type GetAuthEventsOutputArgs,
	getAuthEvents,
	getAuthEventsOutput,
} from "./getAuthEvents";
export type { Evidence } from "./lifecycle/evidence";
export type { AuthEventFilter } from "./lifecycle/listEvents";
export type { Member as FeedbackSetMember } from "./lifecycle/set/member";
