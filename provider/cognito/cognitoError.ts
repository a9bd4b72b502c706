/** The operations that this package and the checks of the setup call. */
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

/** The reasons why a request has no credentials or the wrong ones. */
export const credentialFailureKinds = [
	"noCredentials",
	"badCredentials",
	"badSignature",
	/** AWS did not issue credentials, such as those of a role. */
	"credentialsRefused",
	/** The service that issues credentials did not respond, or its response was invalid. */
	"credentialsUnreachable",
	"mfaRequired",
	"unknownProfile",
	"ssoSignedOut",
	/** The profile names an `sso_session` that the configuration file lacks. */
	"unknownSsoSession",
	"credentialProcessFailed",
	/** The session that `aws login` started has expired. */
	"loginExpired",
	/** The credentials belong to an account that must not be called. */
	"wrongAccount",
] as const;
export type CredentialFailureKind = (typeof credentialFailureKinds)[number];

/** The kinds of failure of a request. */
export type FailureKind =
	| "invalidParameter"
	/** The user pool does not exist, or the event that the feedback is for. */
	| "notFound"
	| "userNotFound"
	| "notAuthorized"
	| "threatProtectionOff"
	/** The pool does not support the operation in the Region that was called, as in an inactive secondary replica. */
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
	/** The response does not come from Cognito. */
	| "foreignResponse"
	/** Cognito's pages of events or users have no end. */
	| "endlessPages"
	/** The run was cancelled before the request was made. */
	| "cancelled"
	| "unexpected";

/** The accounts that may be called, and those that must not; without a list, every account may be called. */
export interface AccountLimits {
	readonly allowed?: readonly string[];
	readonly forbidden?: readonly string[];
}

/** How a request failed, and which one. Never the username, which is personal data. */
export interface Failure {
	readonly kind: FailureKind;
	readonly operation: Operation;
	readonly userPoolId: string;
	/** The Region that was called. Default: the one in the pool's ID. */
	readonly region?: string;
	/** The resource of another service, such as `s3://bucket`. Default: the user pool. */
	readonly resource?: string;
	/** The event that the feedback was for. */
	readonly eventId?: string;
	/** The error's name, or the code of a failed connection. */
	readonly code?: string;
	/** The message of the server or the SDK: without secrets, safe to print, and a few lines at most. */
	readonly detail?: string;
	readonly attempts?: number;
	/** The HTTP status of the response. */
	readonly status?: number;
	/** The host that plain HTTP would have called, the proxy, or the setting that names the file of certificates. */
	readonly host?: string;
	/** The account of the credentials, and the accounts that may be called. */
	readonly accounts?: AccountLimits & { readonly actual: string };
	/** Whether Cognito may have carried out the request anyway, because its response was lost. */
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

/** Whether an error is the failure of a request, and of one of these kinds if any are passed. */
export function isCognitoError(error: unknown, ...kinds: readonly FailureKind[]): error is CognitoError {
	return error instanceof CognitoError && (kinds.length === 0 || kinds.includes(error.failure.kind));
}
