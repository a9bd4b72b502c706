import { PlainHttpError } from "./clientMiddleware.ts";
import type { Failure, FailureKind, Operation } from "./cognitoError.ts";
import { CognitoError, credentialFailureKinds } from "./cognitoError.ts";
import { AccountError, CredentialsError } from "./credentials.ts";
import { printable, shortened } from "./printable.ts";
import { omitUndefined } from "./values.ts";

/** The request that failed. */
export interface Attempt {
	readonly operation: Operation;
	readonly userPoolId: string;
	/** The Region that was called, if known. */
	readonly region?: string;
	readonly resource?: string;
	readonly eventId?: string;
	/** Whether any attempt may have reached Cognito without being rejected. Default: decided by the error itself. */
	readonly mayHaveArrived?: boolean;
	/** Removes from a text what must not be printed. Default: nothing. */
	readonly redact?: (text: string) => string;
}

/**
 * The fields of errors of the AWS SDK, Node.js and AWS. Errors are identified by name: `instanceof` fails across SDK copies.
 */
interface SdkError {
	readonly name?: string;
	readonly message?: string;
	/** The host of a {@link PlainHttpError}. */
	readonly host?: string;
	readonly code?: string;
	/** The system call that failed, such as `connect`. */
	readonly syscall?: string;
	readonly errors?: readonly unknown[];
	readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
	readonly $response?: { readonly statusCode?: number };
}

/** Exceptions of the operations. Source: AWS API reference, "Errors" of each. */
const operationErrors: Readonly<Record<string, FailureKind>> = {
	InvalidParameterException: "invalidParameter",
	ResourceNotFoundException: "notFound",
	TooManyRequestsException: "throttled",
	NotAuthorizedException: "notAuthorized",
	UserNotFoundException: "userNotFound",
	UserPoolAddOnNotEnabledException: "threatProtectionOff",
	OperationNotEnabledException: "operationNotEnabled",
	InternalErrorException: "internalError",
	/** Of Amazon S3. */
	NoSuchBucket: "notFound",
};

/** Errors of authentication and permissions, which every AWS operation has. Source: AWS API reference, Common Error Types. */
const commonErrors: Readonly<Record<string, FailureKind>> = {
	AccessDeniedException: "accessDenied",
	AccessDenied: "accessDenied",
	CredentialsProviderError: "noCredentials",
	TokenProviderError: "noCredentials",
	ProviderError: "noCredentials",
	SSOTokenProviderFailure: "noCredentials",
	ThrottlingException: "throttled",
	Throttling: "throttled",
	RequestLimitExceeded: "throttled",
	MissingAuthenticationToken: "badCredentials",
	MissingAuthenticationTokenException: "badCredentials",
	ExpiredTokenException: "badCredentials",
	ExpiredToken: "badCredentials",
	RequestExpired: "badSignature",
	UnrecognizedClientException: "badCredentials",
	InvalidClientTokenId: "badCredentials",
	InvalidAccessKeyId: "badCredentials",
	AuthFailure: "badCredentials",
	InvalidSignatureException: "badSignature",
	SignatureDoesNotMatch: "badSignature",
	SignatureDoesNotMatchException: "badSignature",
	IncompleteSignature: "badSignature",
	IncompleteSignatureException: "badSignature",
	OptInRequired: "badCredentials",
};

/**
 * Failures of credentials whose messages are not quoted: the SDK's contain the profile, and if the signature is wrong, AWS
 * repeats the request with the access key's ID and the session token.
 */
const unquoted: readonly FailureKind[] = credentialFailureKinds;

/** The SDK's names for a response that is not JSON, and for an error response without a name. */
const foreignResponses: readonly string[] = ["SyntaxError", "Unknown", "UnknownError"];

/** Codes of certificates that are not trusted. */
const certificateCodes = /CERT|^UNABLE_TO_(GET|VERIFY)/;

/** The codes of connections that ended early. */
const resets: readonly string[] = ["ECONNRESET", "ECONNABORTED", "EPIPE"];

/** The kinds of failure that have a code of the operating system or of TLS. */
const connectionKinds: readonly FailureKind[] = [
	"unreachable",
	"untrustedCertificate",
	"proxyFailed",
	"invalidCaBundle",
	"connectionReset",
	"credentialsUnreachable",
];

/** The maximum length of a detail, in UTF-16 units. */
const longestDetail = 1_000;

/** Converts what the SDK threw to data. */
export function classify(thrown: unknown, { redact = (text) => text, ...attempt }: Attempt): CognitoError {
	if (thrown instanceof CognitoError) return thrown;
	const error = toSdkError(thrown instanceof CredentialsError ? thrown.cause : thrown);
	const kind = thrown instanceof CredentialsError ? thrown.kind : kindOf(error);
	const text = printable(shortened(redact(error.message || "(no message)"), longestDetail));
	const code = connectionKinds.includes(kind) ? (networkCode(error) ?? error.code ?? error.name) : error.name;
	const failure: Failure = {
		kind,
		...attempt,
		...omitUndefined({
			code: code && printable(shortened(redact(code), longestDetail)),
			detail: unquoted.includes(kind) ? undefined : text.replace(/[.\s]+$/, ""),
			attempts: error.$metadata?.attempts,
			status: statusOf(error),
			host: error.host,
			accounts: thrown instanceof AccountError ? thrown.accounts : undefined,
		}),
		mayHaveArrived:
			attempt.mayHaveArrived ?? (!(thrown instanceof CredentialsError) && mayHaveArrived(thrown)),
	};
	return new CognitoError(failure);
}

/** Whether Cognito may have accepted the request that failed with this error. */
export function mayHaveArrived(thrown: unknown): boolean {
	const error = toSdkError(thrown);
	return !isRefusal(error, kindOf(error)) && !isUnsent(error);
}

/**
 * The usable fields of an error. The SDK copies the fields of any response to it, so the server decides their types: those that
 * are not strings count as missing.
 */
function toSdkError(thrown: unknown): SdkError {
	if (typeof thrown !== "object" || thrown === null) return { message: String(thrown) };
	const { name, message, host, code, syscall, errors, $metadata, $response } = thrown as {
		[K in keyof SdkError]: unknown;
	};
	return omitUndefined({
		name: textIn(name),
		message: textIn(message),
		host: textIn(host),
		code: textIn(code),
		syscall: textIn(syscall),
		errors: Array.isArray(errors) ? errors : undefined,
		$metadata: $metadata as SdkError["$metadata"],
		$response: $response as SdkError["$response"],
	});
}

function textIn(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}

/** The kind of an error, judged by the error alone. */
export function kindOfThrown(thrown: unknown): FailureKind {
	return kindOf(toSdkError(thrown));
}

function kindOf(error: SdkError): FailureKind {
	if (error.name === PlainHttpError.name) return "plainHttp";
	if (error.name === "AgentError")
		return /^(AWS_CA_BUNDLE|ca_bundle)$/.test(error.host ?? "") ? "invalidCaBundle" : "proxyFailed";
	if (isRedirect(error)) return "redirect";
	const known = own(operationErrors, error.name) ?? own(commonErrors, error.name);
	if (known) return known;
	if (error.$metadata?.httpStatusCode === 429) return "throttled";
	if (/region is missing/i.test(error.message ?? "")) return "noRegion";
	if (error.code === "ERR_INVALID_URL") return "invalidEndpoint";
	if (certificateCodes.test(networkCode(error) ?? "")) return "untrustedCertificate";
	// The SDK reports a connection reset as a time-out.
	if (resets.includes(networkCode(error) ?? "")) return "connectionReset";
	if (error.name === "TimeoutError" || error.name === "AbortError") return "timeout";
	if (networkCode(error)) return "unreachable";
	if (error.name !== undefined && foreignResponses.includes(error.name)) return "foreignResponse";
	return "unexpected";
}

/** Whether AWS rejected the only attempt. After several, the response to an earlier one may have been lost. */
function isRefusal(error: SdkError, kind: FailureKind): boolean {
	if (kind === "redirect" || kind === "internalError" || (error.$metadata?.attempts ?? 1) > 1) return false;
	if (own(operationErrors, error.name) ?? own(commonErrors, error.name)) return true;
	const status = statusOf(error) ?? 0;
	// Cognito's rejections name an error; a response without a name may come from a proxy.
	return status >= 400 && status < 500 && error.name !== undefined && !foreignResponses.includes(error.name);
}

/** Whether the only attempt failed before anything was sent. */
function isUnsent(error: SdkError): boolean {
	if ((error.$metadata?.attempts ?? 1) > 1 || statusOf(error) !== undefined) return false;
	if (error.name === PlainHttpError.name || error.name === "AgentError") return true;
	const causes = (error.errors ?? []).map(toSdkError);
	return isConnecting(error) || (causes.length > 0 && causes.every(isConnecting));
}

/** Whether an error comes from DNS, from a connection that was never established, or from a rejected certificate. */
function isConnecting({ name, message, code = "", syscall = "" }: SdkError): boolean {
	if (name === "TimeoutError") return /did not establish a connection/.test(message ?? "");
	return ["connect", "getaddrinfo"].includes(syscall) || connecting.test(code);
}

const connecting =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_TLS_CERT_.*|ERR_SSL_WRONG_VERSION_NUMBER|.*CERT.*|UNABLE_TO_VERIFY_.*)$/;

/** Codes that Node.js uses for failed connections, DNS and TLS handshakes. */
const networkCodes =
	/^(E(AI_AGAIN|CONN[A-Z]+|HOST[A-Z]+|NET[A-Z]+|NOTFOUND|PIPE|PROTO|TIMEDOUT)|ERR_(TLS|SSL)_.*|.*CERT.*|.*_SIGNATURE.*)$/;

/** The code of a failed connection. Node.js tries each address of a host and collects the errors in `errors`. */
function networkCode(error: SdkError): string | undefined {
	const causes = (error.errors ?? []).map(toSdkError);
	const codes = [error, ...causes].map(({ code }) => code);
	return codes.find((code) => code !== undefined && networkCodes.test(code));
}

function own<T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
	return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

function statusOf({ $response, $metadata }: SdkError): number | undefined {
	return $response?.statusCode ?? $metadata?.httpStatusCode;
}

function isRedirect(error: SdkError): boolean {
	const status = statusOf(error);
	return status !== undefined && status >= 300 && status < 400;
}
