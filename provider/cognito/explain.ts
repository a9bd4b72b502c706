import { userPoolArn } from "./arn.ts";
import type { EventRef } from "./authEvent.ts";
import type { Failure, FailureKind, Operation } from "./cognitoError.ts";
import { regionOf } from "./connection.ts";
import type { LookUp } from "./events.ts";

/** How to change the settings that a failure depends on, in the terms of the program that made the request. */
export interface ConnectionWords {
	/** What happens when the program runs again, as a sentence. */
	readonly again: string;
	/** How to set the Region, without a full stop. */
	readonly region: string;
	/** The setting that selects the Region whatever the pool's ID begins with. */
	readonly regionOverride: string;
	/** How to select a profile. */
	readonly profile: string;
	/** How to raise the time limit of a request. */
	readonly timeout: string;
	/** How to allow plain HTTP to an endpoint. */
	readonly plainHttp: string;
	/** The name of the setting for the endpoint. */
	readonly endpoint: string;
	/** What to do if Cognito's pages have no end, as a sentence. */
	readonly endlessPages: string;
}

/** The meaning of a failure, and how to fix it. */
interface Explanation {
	readonly what: string;
	readonly remedy: string;
}

type Explain = (failure: Failure, words: ConnectionWords) => Explanation;

const signIn = ({ profile }: ConnectionWords) =>
	`Sign in again (\`aws sso login\`, or new keys in the environment), or select a profile with ${profile}.`;

/** The settings that an endpoint may come from. */
const endpointSources = ({ endpoint }: ConnectionWords) =>
	`${endpoint}, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_ENDPOINT_URL, or \`endpoint_url\` in the AWS configuration file`;

const checkProxy = ({ endpoint }: ConnectionWords) =>
	`Check for a proxy that responds in place of Cognito, and ${endpoint} if it is set.`;

/** The quotas of operations that are called often. Source: Amazon Cognito developer guide, "Quotas". */
const quotas: Partial<Readonly<Record<Operation, string>>> = {
	AdminUpdateAuthEventFeedback:
		"feedback (UserResourceUpdate, 25 requests a second), which AWS does not raise",
	AdminListUserAuthEvents: "listing events (UserResourceRead, 50 requests a second), which AWS can raise",
	ListUsers: "listing users (UserList, 30 requests a second), which AWS does not raise",
};

/** The IAM actions of other services' operations. Source: AWS Service Authorization Reference. */
const otherActions: Partial<Readonly<Record<Operation, string>>> = {
	ListObjectsV2: "s3:ListBucket",
	GetObject: "s3:GetObject",
	StartQuery: "logs:StartQuery",
	GetQueryResults: "logs:GetQueryResults",
	StopQuery: "logs:StopQuery",
};

const explanations: Readonly<Record<FailureKind, Explain>> = {
	invalidParameter: ({ detail }) => ({
		what: `Cognito rejected a parameter: ${detail}`,
		remedy: "Correct that argument.",
	}),
	notFound: ({ operation, userPoolId, resource, detail }) => ({
		what: `${resource === undefined ? "Cognito" : "AWS"} could not find ${resource ?? `the user pool${operation === "AdminUpdateAuthEventFeedback" ? " or the event" : ""}`}: ${detail}`,
		remedy:
			resource !== undefined
				? "Check the name, the Region, and that the credentials belong to the account that owns it."
				: `Check the IDs and that the credentials belong to the account that owns ${userPoolId}; Cognito deletes old events, which then take no feedback.`,
	}),
	userNotFound: () => ({
		what: "the user pool has no user with this username",
		remedy:
			"Use the username, the `sub`, or a sign-in alias of the pool such as the email address; the username is personal data and is not printed.",
	}),
	notAuthorized: ({ detail }) => ({
		what: `Cognito did not authorize the request: ${detail}`,
		remedy:
			"Check that the user is not disabled and that the credentials belong to the account that owns the user pool.",
	}),
	threatProtectionOff: () => ({
		what: "threat protection is off in the user pool",
		remedy:
			"Switch the pool to the Plus feature plan and set threat protection to audit-only or full-function mode; only later sign-ins are rated.",
	}),
	operationNotEnabled: ({ operation, userPoolId, region = regionOf(userPoolId) }, words) => ({
		what: `${userPoolId} does not support ${operation} in the Region that was called (${region ?? "as configured"}), as in a secondary replica that is not active`,
		remedy: `Call the pool's primary Region (${words.regionOverride}), or make the replica active.`,
	}),
	internalError: (failure, { again }) => ({
		what: `Cognito returned an internal error (${attempts(failure)})`,
		remedy: again,
	}),
	throttled: ({ operation, resource, detail }, { again }) => ({
		what:
			resource === undefined
				? `Cognito throttled every request for a minute: ${detail}`
				: `AWS throttled every attempt at ${operation}: ${detail}`,
		remedy: `${again} All applications of the account share the Region's quota for ${quotas[operation] ?? operation}.`,
	}),
	accessDenied: ({ operation, userPoolId, region = regionOf(userPoolId), resource, detail }) => {
		const action = otherActions[operation] ?? `cognito-idp:${operation}`;
		return {
			what: `the credentials are not permitted to call ${action}: ${detail}`,
			remedy: `Grant the IAM action ${action} on ${resource ?? userPoolArn(userPoolId, region)}.`,
		};
	},
	noCredentials: ({ code }, words) => ({
		what: `no AWS credentials found to sign the request (${code})`,
		remedy: signIn(words),
	}),
	credentialsRefused: ({ code }, words) => ({
		what: `AWS did not issue credentials to sign the request with (${code})`,
		remedy: `Check the role that the configuration, the profile or the environment names, and that its trust policy allows these credentials or this identity; or select a profile with ${words.profile}.`,
	}),
	credentialsUnreachable: ({ code }, { again }) => ({
		what: `could not get credentials from the service that issues them (${code})`,
		remedy: `Check the network, the proxy, and the endpoints of AWS STS and IAM Identity Center if they are set. ${again}`,
	}),
	mfaRequired: (_failure, words) => ({
		what: "the AWS profile requires multi-factor authentication (`mfa_serial`), and no code can be entered here",
		remedy: `Put temporary credentials into the environment first, with \`eval "$(aws configure export-credentials --format env --profile <name>)"\`, or select a profile with ${words.profile}.`,
	}),
	unknownProfile: (_failure, words) => ({
		what: "the selected AWS profile, or one that it refers to, is not in the AWS configuration files",
		remedy: `Run \`aws configure list-profiles\` and select one of them with ${words.profile} or AWS_PROFILE.`,
	}),
	ssoSignedOut: (_failure, words) => ({
		what: "the AWS profile has no valid IAM Identity Center session (signed out or expired)",
		remedy: `Run \`aws sso login --profile <name>\`, or select a profile with ${words.profile}.`,
	}),
	loginExpired: (_failure, words) => ({
		what: "the AWS profile has no valid session of `aws login` (`login_session`: signed out or expired)",
		remedy: `Run \`aws login --profile <name>\`, or select a profile with ${words.profile}.`,
	}),
	unknownSsoSession: () => ({
		what: "the AWS profile names an `sso_session` that the AWS configuration file does not define",
		remedy: "Correct `sso_session` in the profile, or define the session with `aws configure sso-session`.",
	}),
	credentialProcessFailed: () => ({
		what: "the `credential_process` of the AWS profile failed or printed no valid credentials",
		remedy: "Run that command by itself and fix what it reports.",
	}),
	wrongAccount: ({ accounts: { actual, allowed, forbidden } = { actual: "(unknown)" } }, words) => ({
		what: `the credentials belong to AWS account ${actual}, which must not be called (${[
			allowed && `allowed: ${allowed.join(", ")}`,
			forbidden && `forbidden: ${forbidden.join(", ")}`,
		]
			.filter(Boolean)
			.join("; ")})`,
		remedy: `Select credentials of another account with ${words.profile}, or correct \`allowedAccountIds\` or \`forbiddenAccountIds\`.`,
	}),
	badCredentials: ({ code }, words) => ({
		what: `AWS rejected the credentials (${code})`,
		remedy: signIn(words),
	}),
	badSignature: ({ code }, words) => ({
		what: `AWS rejected the signature of the request (${code})`,
		remedy: `Check that the secret access key matches the access key and that the machine's clock is correct. ${signIn(words)}`,
	}),
	noRegion: (_failure, { region }) => ({
		what: "could not determine the AWS Region: the user pool ID does not begin with one, and none is configured",
		remedy: `${region}, or set AWS_REGION.`,
	}),
	unreachable: ({ code, detail, userPoolId, region = regionOf(userPoolId) }, { endpoint, again }) => ({
		what: `could not reach the server (${code}): ${detail}`,
		remedy: `Check the network, the proxy, the Region (${region ?? "as configured"}), and ${endpoint} if it is set. ${again}`,
	}),
	proxyFailed: ({ host, code }, { again }) => ({
		what: `the proxy ${host} did not connect to the server (${code})`,
		remedy: `Check HTTPS_PROXY, and list hosts to reach directly in NO_PROXY. ${again}`,
	}),
	invalidCaBundle: ({ code, host = "AWS_CA_BUNDLE" }) => ({
		what: `could not read the file that ${host}${host === "ca_bundle" ? " in the AWS configuration file" : ""} names (${code})`,
		remedy: `Set ${host} to a readable PEM file, or unset it.`,
	}),
	untrustedCertificate: ({ code, detail }, { endpoint }) => ({
		what: `the server's certificate is not trusted (${code}): ${detail}`,
		remedy: `If a proxy inspects TLS, name a PEM file with its certificate authority in AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, or \`ca_bundle\` of the AWS profile; otherwise check ${endpoint} if it is set.`,
	}),
	connectionReset: (failure, { again }) => ({
		what: `the connection was reset before the whole response had arrived (${failure.code}, ${attempts(failure)}): ${failure.detail}`,
		remedy: `Check the network and any proxy or firewall on the way. ${again}`,
	}),
	timeout: (failure, { timeout, again }) => ({
		what: `the server did not respond in time (${failure.code}, ${attempts(failure)}): ${failure.detail}`,
		remedy: `Check the network and the proxy; if the server is only slow, raise the timeout with ${timeout}. ${again}`,
	}),
	plainHttp: ({ host }, words) => ({
		what: `refused to send usernames and session tokens to ${host} over plain HTTP`,
		remedy: `Use an https URL where the endpoint is set (${endpointSources(words)}), or allow plain HTTP with ${words.plainHttp}.`,
	}),
	invalidEndpoint: (_failure, words) => ({
		what: "the endpoint is not a URL",
		remedy: `Correct it where it is set: ${endpointSources(words)}.`,
	}),
	redirect: ({ status }, words) => ({
		what: `unexpected redirect (HTTP ${status}); redirects are not followed`,
		remedy: checkProxy(words),
	}),
	foreignResponse: ({ status }, words) => ({
		what: `the response (HTTP ${status ?? "unknown"}) is not from Amazon Cognito`,
		remedy: checkProxy(words),
	}),
	endlessPages: ({ detail }, { endlessPages }) => ({ what: `Cognito ${detail}`, remedy: endlessPages }),
	cancelled: () => ({
		what: "the run was cancelled before this request",
		remedy: "Run the command again to continue.",
	}),
	unexpected: ({ code, detail }, { again }) => ({ what: `${code ?? "error"}: ${detail}`, remedy: again }),
};

/** The warning for {@link ignoresKeys}. */
export const ignoredKeysText =
	"AWS_PROFILE is set, so the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not used; the AWS CLI uses them. Unset one or the other.";

/** Words a failure in two sentences: what failed, and how to fix it. */
export function explain(failure: Failure, words: ConnectionWords): string {
	const { what, remedy } = explanationOf(failure, words);
	return `${what}. ${remedy}`;
}

/** The two sentences of {@link explain} separately; the first has no full stop. */
export function explanationOf(failure: Failure, words: ConnectionWords): Explanation {
	return explanations[failure.kind](failure, words);
}

/** The subject of a failure, such as `event 6a1c… in user pool eu-central-1_AbCdEf123`. */
export function subjectOf({
	eventId,
	userPoolId,
	resource,
}: Pick<Failure, "eventId" | "userPoolId" | "resource">): string {
	if (resource !== undefined) return resource;
	return eventId === undefined ? `user pool ${userPoolId}` : `event ${eventId} in user pool ${userPoolId}`;
}

/** Words the reason why an event was not found, and how to fix it. */
export function explainNotFound(
	{ eventId, userPoolId }: Pick<EventRef, "eventId" | "userPoolId">,
	{ searched, error }: Extract<LookUp, { outcome: "notFound" }>,
	words: ConnectionWords,
): string {
	if (error) return `${subjectOf({ eventId, userPoolId })}: ${explain(error.failure, words)}`;
	const { events, from, to } = searched;
	const found =
		events === 0
			? "Cognito lists no events for the user"
			: `searched ${events === 1 ? "the 1 event" : `all ${events} events`} that Cognito lists for the user${from ? `, from ${from} to ${to}` : ""}`;
	return `event ${eventId} in user pool ${userPoolId} does not exist: ${found}. Check the event ID and the user; Cognito deletes old events.`;
}

function attempts({ attempts = 1 }: Failure): string {
	return attempts === 1 ? "one attempt" : `${attempts} attempts`;
}
