export {
	AuthEventFeedback,
	type AuthEventFeedbackArgs,
	type AuthEventFeedbackState,
} from "./authEventFeedback";
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
