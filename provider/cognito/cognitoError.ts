/** What is requested of Cognito, and what a check of the setup asks for. */
export type Operation =
	| "AdminUpdateAuthEventFeedback"
	| "AdminListUserAuthEvents"
	| "ListUsers"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "GetProvisionedLimit"
	/** Of AWS STS. */
	| "GetCallerIdentity"
	/** Of IAM. */
	| "SimulatePrincipalPolicy"
	| "GetRole";

/** What can happen to a request. */
export type FailureKind =
	| "invalidParameter"
	/** The user pool does not exist, or the event that feedback is for. */
	| "notFound"
	| "userNotFound"
	| "notAuthorized"
	| "threatProtectionOff"
	| "internalError"
	| "throttled"
	| "accessDenied"
	| "noCredentials"
	| "badCredentials"
	| "badSignature"
	| "noRegion"
	/** No connection to the server. */
	| "unreachable"
	/** The server did not respond in time. */
	| "timeout"
	| "plainHttp"
	| "invalidEndpoint"
	| "redirect"
	/** The response is not one of Cognito's. */
	| "foreignResponse"
	/** Cognito's pages of events or users have no end. */
	| "endlessPages"
	/** The run was cancelled before the request was made. */
	| "cancelled"
	| "unexpected";

/** What happened to a request, and to which. Never the username, which is personal data. */
export interface Failure {
	readonly kind: FailureKind;
	readonly operation: Operation;
	readonly userPoolId: string;
	/** The event that feedback was for. */
	readonly eventId?: string;
	/** The error's name, or the code of a failed connection. */
	readonly code?: string;
	/** The message of the server or the SDK: without secrets, safe to print, and a few lines at most. */
	readonly detail?: string;
	readonly attempts?: number;
	/** The HTTP status of the response. */
	readonly status?: number;
	/** The host that was to be called over plain HTTP. */
	readonly host?: string;
	/** Whether Cognito may have done what was requested all the same: its response was lost. */
	readonly mayHaveArrived?: boolean;
}

/** A request that failed. The caller words its message: see `explain.ts`. */
export class CognitoError extends Error {
	override readonly name = "CognitoError";
	readonly failure: Failure;

	constructor(failure: Failure) {
		super([failure.operation, failure.kind, failure.code].filter(Boolean).join(" "));
		this.failure = failure;
	}
}

/** Whether an error is a request's failure, of one of these kinds where any are given. */
export function isCognitoError(error: unknown, ...kinds: readonly FailureKind[]): error is CognitoError {
	return error instanceof CognitoError && (kinds.length === 0 || kinds.includes(error.failure.kind));
}
