/** Everything about Amazon Cognito that the package `cognito-feedback` uses. Not for programs: it may change in any release. */
export type { AuthEvent, EventRef } from "./authEvent.ts";
export { describeProvider, riskLevels, riskRank, timeOf } from "./authEvent.ts";
export { caBundleOf, isProxied, Requester } from "./client.ts";
export { isLoopback, type SdkClient } from "./clientMiddleware.ts";
export type { Cognito } from "./cognito.ts";
export {
	CognitoError,
	credentialFailureKinds,
	type Failure,
	type FailureKind,
	isCognitoError,
} from "./cognitoError.ts";
export type { Connection, ConnectionSettings, Setting } from "./connection.ts";
export {
	defaultRequestsPerSecond,
	endpointSetting,
	ignoresKeys,
	profileSetting,
	rateSetting,
	regionOf,
	regionSetting,
	regionToCall,
	timeoutSetting,
	toConnection,
} from "./connection.ts";
export { EventHistory, type LookUp } from "./events.ts";
export { describeEvidence, evidenceOf } from "./evidence.ts";
export type { ConnectionWords } from "./explain.ts";
export { explain, explainNotFound, explanationOf, ignoredKeysText, subjectOf } from "./explain.ts";
export { type AuthEventFilter, eventTypes, listEvents, unknownTypes } from "./listEvents.ts";
export { listUsernames } from "./listUsernames.ts";
export { printable } from "./printable.ts";
export type { Access } from "./rateLimited.ts";
export { connect, listingPerFeedback } from "./rateLimited.ts";
export { type EvidenceSource, type ReviewedEvidence, reviewedEvidence } from "./reviewedEvidence.ts";
export type { FeedbackValue } from "./rules.ts";
export { feedbackValues, fieldRules } from "./rules.ts";
export { isTime } from "./time.ts";
export { encodingProblem } from "./utf8.ts";
