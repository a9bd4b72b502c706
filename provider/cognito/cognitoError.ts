/** What is requested of Cognito, and what a check of the setup asks for. */
export type Operation =
	| "AdminUpdateAuthEventFeedback"
	| "AdminListUserAuthEvents"
	| "ListUsers"
	| "DescribeRiskConfiguration"
	| "DescribeUserPool"
	| "GetLogDeliveryConfiguration"
	| "GetProvisionedLimit"
	/** Of AWS STS. */
	| "GetCallerIdentity"
	/** Of IAM. */
	| "SimulatePrincipalPolicy"
	| "GetRole"
	/** Of Amazon S3. */
	| "ListObjectsV2"
	| "GetObject"
	/** Of CloudWatch Logs. */
	| "StartQuery"
	| "GetQueryResults"
	| "StopQuery";

/** Why a request has no credentials, or not the right ones. */
export const credentialFailureKinds = [
	"noCredentials",
	"badCredentials",
	"badSignature",
	/** AWS refused to issue credentials, such as those of a role. */
	"credentialsRefused",
	/** The service that issues credentials did not respond, or not as it should. */
	"credentialsUnreachable",
	"mfaRequired",
	"unknownProfile",
	"ssoSignedOut",
	/** The profile names an `sso_session` that the configuration file does not have. */
	"unknownSsoSession",
	"credentialProcessFailed",
	/** The session that `aws login` begins has ended. */
	"loginExpired",
	/** The credentials belong to an account that must not be called. */
	"wrongAccount",
] as const;
export type CredentialFailureKind = (typeof credentialFailureKinds)[number];

/** What can happen to a request. */
export type FailureKind =
	| "invalidParameter"
	/** The user pool does not exist, or the event that feedback is for. */
	| "notFound"
	| "userNotFound"
	| "notAuthorized"
	| "threatProtectionOff"
	/** The pool does not take the operation in the Region that was called, such as in a secondary replica. */
	| "operationNotEnabled"
	| "internalError"
	| "throttled"
	| "accessDenied"
	| CredentialFailureKind
	| "noRegion"
	/** No connection to the server. */
	| "unreachable"
	/** The proxy that the environment names did not connect to the server. */
	| "proxyFailed"
	/** The file that AWS_CA_BUNDLE, or `ca_bundle` of the profile, names cannot be read. */
	| "invalidCaBundle"
	/** The certificate of the server is not trusted. */
	| "untrustedCertificate"
	/** The connection ended before the whole response had arrived. */
	| "connectionReset"
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

/** The accounts that may be called, and those that must not be; every account if there is no list. */
export interface AccountLimits {
	readonly allowed?: readonly string[];
	readonly forbidden?: readonly string[];
}

/** What happened to a request, and to which. Never the username, which is personal data. */
export interface Failure {
	readonly kind: FailureKind;
	readonly operation: Operation;
	readonly userPoolId: string;
	/** The Region that was called. Default: the one that the pool's ID names. */
	readonly region?: string;
	/** What another service was asked for, such as `s3://bucket`. Default: the user pool. */
	readonly resource?: string;
	/** The event that feedback was for. */
	readonly eventId?: string;
	/** The error's name, or the code of a failed connection. */
	readonly code?: string;
	/** The message of the server or the SDK: without secrets, safe to print, and a few lines at most. */
	readonly detail?: string;
	readonly attempts?: number;
	/** The HTTP status of the response. */
	readonly status?: number;
	/** The host that was to be called over plain HTTP, the proxy, or the setting that names the file of certificates. */
	readonly host?: string;
	/** The account of the credentials, and which may be called. */
	readonly accounts?: AccountLimits & { readonly actual: string };
	/** Whether Cognito may have done what was requested anyway: its response was lost. */
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
