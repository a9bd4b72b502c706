/** What knows Amazon Cognito, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export type { AuthEvent, EventRef } from "./authEvent";
export { riskLevels, riskRank, timeOf } from "./authEvent";
export type { Cognito } from "./client";
export { CognitoError, type Failure, type FailureKind, isCognitoError } from "./cognitoError";
export type { ConnectionSettings, Setting } from "./connection";
export {
	defaultRequestsPerSecond,
	endpointSetting,
	profileSetting,
	rateSetting,
	regionSetting,
	timeoutSetting,
	toConnection,
} from "./connection";
export { EventHistory, type LookUp } from "./events";
export { describeEvidence, evidenceOf } from "./evidence";
export type { ConnectionWords } from "./explain";
export { explain, explainNotFound, subjectOf } from "./explain";
export { type AuthEventFilter, eventTypes, isTime, listEvents, unknownTypes } from "./listEvents";
export { listUsernames } from "./listUsernames";
export { printable } from "./printable";
export type { Access } from "./rateLimited";
export { connect } from "./rateLimited";
export { type ReviewedEvidence, reviewedEvidence } from "./reviewedEvidence";
export type { FeedbackValue } from "./rules";
export { feedbackValues, fieldRules } from "./rules";
export { encodingProblem } from "./utf8";
