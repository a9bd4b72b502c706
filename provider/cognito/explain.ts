import type { EventRef } from "./authEvent";
import type { Failure, FailureKind } from "./cognitoError";
import { regionOf } from "./connection";
import type { LookUp } from "./events";

/** How the users of a program set what a failure depends on: in the words of the program that made the request. */
export interface ConnectionWords {
	/** What running it again comes to, as a sentence. */
	readonly again: string;
	/** How to set the Region, without a full stop. */
	readonly region: string;
	/** How to name a profile. */
	readonly profile: string;
	/** How to allow a request more time. */
	readonly timeout: string;
	/** How to allow an endpoint over plain HTTP. */
	readonly plainHttp: string;
	/** What the endpoint is called. */
	readonly endpoint: string;
	/** What helps where Cognito's pages have no end, as a sentence. */
	readonly endlessPages: string;
}

/** What a failure means and what helps, for a person. */
interface Explanation {
	readonly what: string;
	readonly remedy: string;
}

type Explain = (failure: Failure, words: ConnectionWords) => Explanation;

const signIn = ({ profile }: ConnectionWords) =>
	`Sign in again (\`aws sso login\`, or new keys in the environment), or select a profile with ${profile}.`;

/** Where an endpoint may come from. */
const endpointSources = ({ endpoint }: ConnectionWords) =>
	`${endpoint}, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_ENDPOINT_URL, or \`endpoint_url\` in the AWS configuration file`;

const checkProxy = ({ endpoint }: ConnectionWords) =>
	`Check for a proxy that responds in place of Cognito, and ${endpoint} if it is set.`;

const explanations: Readonly<Record<FailureKind, Explain>> = {
	invalidParameter: ({ detail }) => ({
		what: `Cognito rejected a parameter: ${detail}`,
		remedy: "Correct that argument.",
	}),
	notFound: ({ operation, userPoolId, detail }) => ({
		what: `Cognito could not find the user pool${operation === "AdminUpdateAuthEventFeedback" ? " or the event" : ""}: ${detail}`,
		remedy: `Check the IDs and that the credentials belong to the account that owns ${userPoolId}; Cognito deletes old events, which then take no feedback.`,
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
	internalError: (failure, { again }) => ({
		what: `Cognito returned an internal error (${attempts(failure)})`,
		remedy: again,
	}),
	throttled: ({ detail }, { again }) => ({
		what: `Cognito throttled every request for a minute: ${detail}`,
		remedy: `${again} All applications of the account share the Region's quotas (UserResourceUpdate for feedback, UserResourceRead for listing events, UserList for listing users), which AWS can raise.`,
	}),
	accessDenied: ({ operation, userPoolId, detail }) => ({
		what: `the credentials are not permitted to call cognito-idp:${operation}: ${detail}`,
		remedy: `Grant the IAM action cognito-idp:${operation} on arn:aws:cognito-idp:${regionOf(userPoolId) ?? "<region>"}:<account>:userpool/${userPoolId}.`,
	}),
	noCredentials: ({ code }, words) => ({
		what: `no AWS credentials found to sign the request (${code})`,
		remedy: signIn(words),
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
	unreachable: ({ code, detail, userPoolId }, { endpoint, again }) => ({
		what: `could not reach the server (${code}): ${detail}`,
		remedy: `Check the network, the proxy, the Region (${regionOf(userPoolId) ?? "as configured"}), and ${endpoint} if it is set. ${again}`,
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

/** A failure in two sentences: what happened, and what helps. */
export function explain(failure: Failure, words: ConnectionWords): string {
	const { what, remedy } = explanationOf(failure, words);
	return `${what}. ${remedy}`;
}

/** The two sentences of {@link explain} by themselves; the first is without its full stop. */
export function explanationOf(failure: Failure, words: ConnectionWords): Explanation {
	return explanations[failure.kind](failure, words);
}

/** What a failure happened to, such as `event 6a1c… in user pool eu-central-1_AbCdEf123`. */
export function subjectOf({ eventId, userPoolId }: Pick<Failure, "eventId" | "userPoolId">): string {
	return eventId === undefined ? `user pool ${userPoolId}` : `event ${eventId} in user pool ${userPoolId}`;
}

/** Why an event is not to be found, with what helps. */
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
