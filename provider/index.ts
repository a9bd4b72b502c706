export { AuthEventFeedback, type AuthEventFeedbackArgs } from "./authEventFeedback";
export type { FeedbackValue } from "./cognito/rules";
