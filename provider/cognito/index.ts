/** What knows Amazon Cognito, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export type { AuthEvent, AuthEventPage, Feedback } from "./authEvent";
export { type Access, connect } from "./connect";
export { type Connection, type ConnectionSettings, toConnection } from "./connection";
export { type FailureKind, FeedbackError } from "./feedbackError";
export { isFromAdministrator } from "./feedbackProvider";
export type { UserDirectory, UserPage } from "./listUsers";
export { listUsers } from "./listUsers";
export { printable } from "./printable";
export type { FeedbackValue } from "./rules";
export { feedbackValues } from "./rules";
export type { CognitoService, FeedbackService, UserRef } from "./service";
