/** What knows Amazon Cognito, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export type { AuthEvent, EventRef } from "./authEvent";
export { riskLevels, riskRank, timeOf } from "./authEvent";
export { type Cognito, isProxied, Requester } from "./client";
export { isLoopback, type SdkClient } from "./clientMiddleware";
export {
	CognitoError,
	credentialFailureKinds,
	type Failure,
	type FailureKind,
	isCognitoError,
} from "./cognitoError";
export type { Connection, ConnectionSettings, Setting } from "./connection";
export {
	defaultRequestsPerSecond,
	endpointSetting,
	profileSetting,
	rateSetting,
	regionOf,
	regionSetting,
	regionToCall,
	timeoutSetting,
	toConnection,
} from "./connection";
export { EventHistory, type LookUp } from "./events";
export { describeEvidence, evidenceOf } from "./evidence";
export type { ConnectionWords } from "./explain";
export { explain, explainNotFound, explanationOf, subjectOf } from "./explain";
export { type AuthEventFilter, eventTypes, isTime, listEvents, unknownTypes } from "./listEvents";
export { listUsernames } from "./listUsernames";
export { printable } from "./printable";
export type { Access } from "./rateLimited";
export { connect, listingPerFeedback } from "./rateLimited";
export { type ReviewedEvidence, reviewedEvidence } from "./reviewedEvidence";
export type { FeedbackValue } from "./rules";
export { feedbackValues, fieldRules } from "./rules";
export { encodingProblem } from "./utf8";
