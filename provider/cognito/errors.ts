import type { Advice } from "./advice";
import { pulumiAdvice } from "./advice";
import { defined } from "./defined";
import type { FailureKind } from "./feedbackError";
import { FeedbackError } from "./feedbackError";
import { PlainHttpError } from "./plainHttp";
import { printable, shortened } from "./printable";
import { regionOf } from "./region";

/** What was tried: the operation, and the event and user pool it was tried for. Never the username. */
export interface Attempt {
	readonly operation: "AdminUpdateAuthEventFeedback" | "AdminListUserAuthEvents" | "ListUsers";
	readonly userPoolId: string;
	/** The event concerned, where there is one. */
	readonly eventId?: string;
	/** Takes out of a text what must not be printed. Default: nothing. */
	readonly redact?: (text: string) => string;
	/** What to do, in the words of whoever asked. Default: those of Pulumi. */
	readonly advice?: Advice;
}

interface Explanation {
	readonly what: string;
	readonly remedy: string;
	readonly kind?: FailureKind;
}

/** What the AWS SDK, Node.js and AWS put on an error. Errors are told by name: `instanceof` fails across SDK copies. */
interface SdkError {
	readonly name?: string;
	readonly message?: string;
	/** The host of a {@link PlainHttpError}. */
	readonly host?: string;
	readonly code?: string;
	readonly errors?: readonly unknown[];
	readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
	readonly $response?: { readonly statusCode?: number };
}

type Explain = (error: SdkError, attempt: Attempt) => Explanation;

const adviceOf = ({ advice = pulumiAdvice }: Attempt) => advice;

function throttled(error: SdkError, attempt: Attempt): Explanation {
	return {
		what: `Cognito has throttled every request for a minute: ${said(error, attempt)}`,
		remedy: `The quota (UserResourceUpdate for feedback, UserResourceRead for listing events, UserList for listing users) is shared by the whole account in the Region. ${adviceOf(attempt).again} Or ask AWS for a higher quota.`,
		kind: "throttled",
	};
}

/** Exceptions of the two operations. Source: AWS API reference, "Errors" of each. */
const operationErrors: Readonly<Record<string, Explain>> = {
	InvalidParameterException: (error, attempt) => ({
		what: `Cognito refused a parameter: ${said(error, attempt)}`,
		remedy: "Correct that argument.",
	}),
	ResourceNotFoundException: (error, attempt) => ({
		what: `Cognito does not find the user pool${attempt.operation === "AdminUpdateAuthEventFeedback" ? " or the event" : ""}: ${said(error, attempt)}`,
		remedy: `Check the IDs, and that the credentials are of the account that owns ${attempt.userPoolId}. Cognito forgets events in time, and feedback on those is no longer possible.`,
		kind: "poolOrEventNotFound",
	}),
	TooManyRequestsException: throttled,
	NotAuthorizedException: (error, attempt) => ({
		what: `Cognito did not authorize the request: ${said(error, attempt)}`,
		remedy:
			"Check that the user is not disabled, and that the credentials are of the account that owns the user pool.",
	}),
	UserNotFoundException: () => ({
		what: "the user pool has no user of the given username",
		remedy:
			"Give the username, the `sub`, or an alias (such as the email address) that the pool signs in with. The username is not printed here because it is personal data.",
		kind: "userNotFound",
	}),
	UserPoolAddOnNotEnabledException: () => ({
		what: "threat protection is off in the user pool",
		remedy:
			"Put the pool on the Plus feature plan and set threat protection to audit-only or full-function mode. Only sign-ins from then on are rated.",
	}),
	InternalErrorException: (error, attempt) => ({
		what: `Cognito had an internal error and still had it after ${attempts(error)}`,
		remedy: adviceOf(attempt).again,
	}),
};

const accessDenied: Explain = (error, attempt) => ({
	what: `the credentials are not permitted to call cognito-idp:${attempt.operation}: ${said(error, attempt)}`,
	remedy: `Grant the IAM action cognito-idp:${attempt.operation} on arn:aws:cognito-idp:${regionOf(attempt.userPoolId) ?? "<region>"}:<account>:userpool/${attempt.userPoolId}.`,
	kind: "accessDenied",
});

const credentialsRemedy = (attempt: Attempt) =>
	`Sign in again (\`aws sso login\`, or new keys in the environment), or name a profile with ${adviceOf(attempt).profile}.`;

// Of credentials neither AWS nor the SDK is quoted: the SDK names the profile, and AWS repeats the request with the access
// key's ID and the session token in it where the signature is wrong.

const noCredentials: Explain = ({ name }, attempt) => ({
	what: `there are no AWS credentials to sign the request with (${name})`,
	remedy: credentialsRemedy(attempt),
});

const badCredentials: Explain = ({ name }, attempt) => ({
	what: `AWS does not accept the credentials (${name})`,
	remedy: credentialsRemedy(attempt),
});

const badSignature: Explain = ({ name }, attempt) => ({
	what: `AWS does not accept the signature that the credentials make (${name})`,
	remedy: `Check that the secret access key belongs to the access key, and that the machine's clock is right. ${credentialsRemedy(attempt)}`,
});

/** Errors of signing in and of permissions, which every AWS operation has. Source: AWS API reference, Common Error Types. */
const commonErrors: Readonly<Record<string, Explain>> = {
	AccessDeniedException: accessDenied,
	AccessDenied: accessDenied,
	CredentialsProviderError: noCredentials,
	TokenProviderError: noCredentials,
	ProviderError: noCredentials,
	SSOTokenProviderFailure: noCredentials,
	ThrottlingException: throttled,
	Throttling: throttled,
	RequestLimitExceeded: throttled,
	MissingAuthenticationToken: badCredentials,
	MissingAuthenticationTokenException: badCredentials,
	ExpiredTokenException: badCredentials,
	ExpiredToken: badCredentials,
	RequestExpired: badSignature,
	UnrecognizedClientException: badCredentials,
	InvalidClientTokenId: badCredentials,
	InvalidAccessKeyId: badCredentials,
	AuthFailure: badCredentials,
	InvalidSignatureException: badSignature,
	SignatureDoesNotMatch: badSignature,
	SignatureDoesNotMatchException: badSignature,
	IncompleteSignature: badSignature,
	IncompleteSignatureException: badSignature,
	OptInRequired: badCredentials,
};

const noRegion: Explain = (_error, attempt) => ({
	what: "the AWS Region cannot be told: the user pool's ID does not begin with one, and none is configured",
	remedy: `${adviceOf(attempt).region}, or set AWS_REGION.`,
});

const unreachable: Explain = (error, attempt) => ({
	what: `the server cannot be reached (${networkCode(error) ?? error.name}): ${said(error, attempt)}`,
	remedy: `Check the network, the proxy, the Region (${regionOf(attempt.userPoolId) ?? "as configured"}), and ${adviceOf(attempt).endpoint} where it is set. ${adviceOf(attempt).again}`,
	kind: "unreachable",
});

const unanswered: Explain = (error, attempt) => ({
	...unreachable(error, attempt),
	what: `the server did not answer in time, in ${attempts(error)} (${error.name}): ${said(error, attempt)}`,
	remedy: `Check the network and the proxy; where the server is only slow, allow it more seconds with ${adviceOf(attempt).timeout}. ${adviceOf(attempt).again}`,
});

/** Where an endpoint may come from. */
const endpointSources = (attempt: Attempt) =>
	`${adviceOf(attempt).endpoint}, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_ENDPOINT_URL, or \`endpoint_url\` in the AWS configuration file`;

const plainHttp: Explain = ({ host }, attempt) => ({
	what: `the endpoint is ${host} over plain HTTP, and nothing was sent: anybody on the way could read usernames and session tokens`,
	remedy: `Give an https URL where the endpoint is set (${endpointSources(attempt)}), or allow it with ${adviceOf(attempt).plainHttp}.`,
});

const noUrl: Explain = (_error, attempt) => ({
	what: "the endpoint is not a URL",
	remedy: `Correct it where it is set: ${endpointSources(attempt)}.`,
});

const redirected: Explain = (error, attempt) => ({
	what: `the server answers with a redirect (HTTP ${statusOf(error)}), which Amazon Cognito does not do and which is not followed`,
	remedy: `Check whether a proxy answers in its place, and ${adviceOf(attempt).endpoint} where it is set.`,
});

const notCognito: Explain = (error, attempt) => ({
	what: `the answer (HTTP ${statusOf(error) ?? "unknown"}) is not one that Amazon Cognito gives`,
	remedy: `Check whether a proxy answers in its place, and ${adviceOf(attempt).endpoint} where it is set.`,
});

/** Turns what the SDK threw into one message for the person who runs Pulumi. */
export function explain(thrown: unknown, attempt: Attempt): FeedbackError {
	if (thrown instanceof FeedbackError) return thrown;
	const error = toSdkError(thrown);
	const { what, remedy, kind } = explanationFor(error)(error, attempt);
	const event = attempt.eventId === undefined ? "" : `event ${attempt.eventId} in `;
	const subject = `${event}user pool ${attempt.userPoolId}`;
	return new FeedbackError(`${what}. ${remedy}`, kind, subject, !isRefusal(error));
}

/**
 * What can be told of an error. The SDK puts the fields of any answer on it, so what they hold is up to the server: what
 * is no text counts as missing.
 */
function toSdkError(thrown: unknown): SdkError {
	if (typeof thrown !== "object" || thrown === null) return { message: String(thrown) };
	const { name, message, host, code, errors, $metadata, $response } = thrown as {
		[K in keyof SdkError]: unknown;
	};
	return defined({
		name: textIn(name),
		message: textIn(message),
		host: textIn(host),
		code: textIn(code),
		errors: Array.isArray(errors) ? errors : undefined,
		$metadata: $metadata as SdkError["$metadata"],
		$response: $response as SdkError["$response"],
	});
}

function textIn(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}

/** Whether AWS has said no, to the first attempt: an answer to an earlier one may have been lost. Or nothing was sent. */
function isRefusal(error: SdkError): boolean {
	const { name, $metadata } = error;
	if (name === PlainHttpError.name) return true;
	if (isRedirect(error)) return false;
	if (($metadata?.attempts ?? 1) > 1 || name === "InternalErrorException") return false;
	return own(operationErrors, name) !== undefined || own(commonErrors, name) !== undefined;
}

/** How the SDK calls an answer that is not JSON, and one that names no error. */
const foreignAnswers: readonly string[] = ["SyntaxError", "Unknown", "UnknownError"];

function explanationFor(error: SdkError): Explain {
	if (error.name === PlainHttpError.name) return plainHttp;
	if (isRedirect(error)) return redirected;
	const known = own(operationErrors, error.name) ?? own(commonErrors, error.name);
	if (known) return known;
	if (error.$metadata?.httpStatusCode === 429) return throttled;
	if (/region is missing/i.test(error.message ?? "")) return noRegion;
	if (error.code === "ERR_INVALID_URL") return noUrl;
	if (error.name === "TimeoutError" || error.name === "AbortError") return unanswered;
	if (networkCode(error)) return unreachable;
	if (error.name !== undefined && foreignAnswers.includes(error.name)) return notCognito;
	return (other, attempt) => ({
		what: `${said({ message: other.name ?? "error" }, attempt)}: ${said(other, attempt)}`,
		remedy: adviceOf(attempt).again,
	});
}

/** Codes that Node.js gives to failed connections, name look-ups and TLS handshakes. */
const networkCodes =
	/^(E(AI_AGAIN|CONN[A-Z]+|HOST[A-Z]+|NET[A-Z]+|NOTFOUND|PIPE|PROTO|TIMEDOUT)|ERR_(TLS|SSL)_.*|.*CERT.*|.*_SIGNATURE.*)$/;

/** The code of a failed connection. Node.js tries each address of a name and gathers what went wrong in `errors`. */
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

/** The most that is printed of what a server says, in UTF-16 units. */
const longestSaid = 1_000;

/** What a server or the SDK says of the error: without secrets, safe to print, and no longer than a few lines. */
function said({ message }: SdkError, { redact = (text) => text }: Attempt): string {
	const text = shortened(redact(message || "(no message)"), longestSaid);
	return printable(text).replace(/[.\s]+$/, "");
}

function attempts({ $metadata }: SdkError): string {
	const count = $metadata?.attempts ?? 1;
	return count === 1 ? "one attempt" : `${count} attempts`;
}
