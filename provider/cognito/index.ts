/** What knows Amazon Cognito, for the package `cognito-feedback`: not for programs, and it may change in any release. */
export type { AuthEvent, AuthEventPage, EventRef, Feedback, RiskLevel, UserRef } from "./authEvent";
export { isFromAdministrator, riskLevels, riskRank, timeOf } from "./authEvent";
export type { Cognito, FeedbackRequest, UserPage } from "./client";
export { CognitoError, type Failure, type FailureKind, isCognitoError } from "./cognitoError";
export type { Connection, ConnectionSettings, Setting } from "./connection";
export {
	defaultRequestsPerSecond,
	endpointSetting,
	profileSetting,
	rateSetting,
	regionSetting,
	timeoutSetting,
	toConnection,
} from "./connection";
export { EventHistory, type LookUp, type Searched } from "./events";
export { type Evidence, evidenceOf } from "./evidence";
export { describeEvidence, evidenceLine } from "./evidenceText";
export type { ConnectionWords } from "./explain";
export { explain, explainGone, subjectOf } from "./explain";
export { type AuthEventFilter, InvalidArguments, isTime, listEvents } from "./listEvents";
export { listUsers } from "./listUsers";
export { printable, printableLines } from "./printable";
export type { Access } from "./rateLimited";
export { connect } from "./rateLimited";
export type { FeedbackValue } from "./rules";
export { feedbackValues, fieldRules } from "./rules";
