/** What knows Amazon Cognito, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export type { AuthEvent, EventRef } from "./authEvent";
export { riskLevels, riskRank, timeOf } from "./authEvent";
export { type Cognito, Requester } from "./client";
export { isLoopback, type SdkClient } from "./clientMiddleware";
export { CognitoError, type Failure, type FailureKind, isCognitoError } from "./cognitoError";
export type { Connection, ConnectionSettings, Setting } from "./connection";
export {
	defaultRequestsPerSecond,
	endpointSetting,
	profileSetting,
	rateSetting,
	regionOf,
	regionSetting,
	timeoutSetting,
	toConnection,
} from "./connection";
export { EventHistory, type LookUp } from "./events";
export { evidenceOf } from "./evidence";
export { describeEvidence, evidenceLine } from "./evidenceText";
export type { ConnectionWords } from "./explain";
export { explain, explainNotFound, explanationOf, subjectOf } from "./explain";
export { type AuthEventFilter, isTime, listEvents } from "./listEvents";
export { listUsernames } from "./listUsernames";
export { printable } from "./printable";
export type { Access } from "./rateLimited";
export { connect, readsPerWrite } from "./rateLimited";
export type { FeedbackValue } from "./rules";
export { feedbackValues, fieldRules } from "./rules";
