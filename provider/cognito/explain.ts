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
	`Sign in again (\`aws sso login\`, or new keys in the environment), or name a profile with ${profile}.`;

/** Where an endpoint may come from. */
const endpointSources = ({ endpoint }: ConnectionWords) =>
	`${endpoint}, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_ENDPOINT_URL, or \`endpoint_url\` in the AWS configuration file`;

const checkProxy = ({ endpoint }: ConnectionWords) =>
	`Check whether a proxy answers in its place, and ${endpoint} where it is set.`;

const explanations: Readonly<Record<FailureKind, Explain>> = {
	invalidParameter: ({ detail }) => ({
		what: `Cognito refused a parameter: ${detail}`,
		remedy: "Correct that argument.",
	}),
	notFound: ({ operation, userPoolId, detail }) => ({
		what: `Cognito does not find the user pool${operation === "AdminUpdateAuthEventFeedback" ? " or the event" : ""}: ${detail}`,
		remedy: `Check the IDs, and that the credentials are of the account that owns ${userPoolId}. Cognito forgets events in time, and feedback on those is no longer possible.`,
	}),
	userNotFound: () => ({
		what: "the user pool has no user of the given username",
		remedy:
			"Give the username, the `sub`, or an alias (such as the email address) that the pool signs in with. The username is not printed here because it is personal data.",
	}),
	notAuthorized: ({ detail }) => ({
		what: `Cognito did not authorize the request: ${detail}`,
		remedy:
			"Check that the user is not disabled, and that the credentials are of the account that owns the user pool.",
	}),
	threatProtectionOff: () => ({
		what: "threat protection is off in the user pool",
		remedy:
			"Put the pool on the Plus feature plan and set threat protection to audit-only or full-function mode. Only sign-ins from then on are rated.",
	}),
	internalError: (failure, { again }) => ({
		what: `Cognito had an internal error and still had it after ${attempts(failure)}`,
		remedy: again,
	}),
	throttled: ({ detail }, { again }) => ({
		what: `Cognito has throttled every request for a minute: ${detail}`,
		remedy: `The quota (UserResourceUpdate for feedback, UserResourceRead for listing events, UserList for listing users) is shared by the whole account in the Region. ${again} Or ask AWS for a higher quota.`,
	}),
	accessDenied: ({ operation, userPoolId, detail }) => ({
		what: `the credentials are not permitted to call cognito-idp:${operation}: ${detail}`,
		remedy: `Grant the IAM action cognito-idp:${operation} on arn:aws:cognito-idp:${regionOf(userPoolId) ?? "<region>"}:<account>:userpool/${userPoolId}.`,
	}),
	noCredentials: ({ code }, words) => ({
		what: `there are no AWS credentials to sign the request with (${code})`,
		remedy: signIn(words),
	}),
	badCredentials: ({ code }, words) => ({
		what: `AWS does not accept the credentials (${code})`,
		remedy: signIn(words),
	}),
	badSignature: ({ code }, words) => ({
		what: `AWS does not accept the signature that the credentials make (${code})`,
		remedy: `Check that the secret access key belongs to the access key, and that the machine's clock is right. ${signIn(words)}`,
	}),
	noRegion: (_failure, { region }) => ({
		what: "the AWS Region cannot be told: the user pool's ID does not begin with one, and none is configured",
		remedy: `${region}, or set AWS_REGION.`,
	}),
	unreachable: ({ code, detail, userPoolId }, { endpoint, again }) => ({
		what: `the server cannot be reached (${code}): ${detail}`,
		remedy: `Check the network, the proxy, the Region (${regionOf(userPoolId) ?? "as configured"}), and ${endpoint} where it is set. ${again}`,
	}),
	timeout: (failure, { timeout, again }) => ({
		what: `the server did not answer in time, in ${attempts(failure)} (${failure.code}): ${failure.detail}`,
		remedy: `Check the network and the proxy; where the server is only slow, allow it more seconds with ${timeout}. ${again}`,
	}),
	plainHttp: ({ host }, words) => ({
		what: `the endpoint is ${host} over plain HTTP, and nothing was sent: anybody on the way could read usernames and session tokens`,
		remedy: `Give an https URL where the endpoint is set (${endpointSources(words)}), or allow it with ${words.plainHttp}.`,
	}),
	invalidEndpoint: (_failure, words) => ({
		what: "the endpoint is not a URL",
		remedy: `Correct it where it is set: ${endpointSources(words)}.`,
	}),
	redirect: ({ status }, words) => ({
		what: `the server answers with a redirect (HTTP ${status}), which Amazon Cognito does not do and which is not followed`,
		remedy: checkProxy(words),
	}),
	foreignResponse: ({ status }, words) => ({
		what: `the answer (HTTP ${status ?? "unknown"}) is not one that Amazon Cognito gives`,
		remedy: checkProxy(words),
	}),
	endlessPages: ({ detail }, { endlessPages }) => ({ what: `Cognito ${detail}`, remedy: endlessPages }),
	cancelled: () => ({
		what: "the run was cancelled before this was requested",
		remedy: "Run the command again to go on.",
	}),
	unexpected: ({ code, detail }, { again }) => ({ what: `${code ?? "error"}: ${detail}`, remedy: again }),
};

/** A failure in two sentences: what happened, and what helps. */
export function explain(failure: Failure, words: ConnectionWords): string {
	const { what, remedy } = explanations[failure.kind](failure, words);
	return `${what}. ${remedy}`;
}

/** What a failure happened to, such as `event 6a1c… in user pool eu-central-1_AbCdEf123`. */
export function subjectOf({ eventId, userPoolId }: Pick<Failure, "eventId" | "userPoolId">): string {
	return eventId === undefined ? `user pool ${userPoolId}` : `event ${eventId} in user pool ${userPoolId}`;
}

/** Why an event is not to be found, with what helps. */
export function explainGone(
	{ eventId, userPoolId }: Pick<EventRef, "eventId" | "userPoolId">,
	{ searched, error }: Extract<LookUp, { outcome: "gone" }>,
	words: ConnectionWords,
): string {
	if (error) return `${subjectOf({ eventId, userPoolId })}: ${explain(error.failure, words)}`;
	const { events, from, to } = searched;
	const found =
		events === 0
			? "Cognito lists no events of the user"
			: `searched ${events === 1 ? "the 1 event" : `all ${events} events`} that Cognito lists of the user${from ? `, from ${from} to ${to}` : ""}`;
	return `event ${eventId} in user pool ${userPoolId} does not exist: ${found}. Check the event's ID, and that it is an event of this user; Cognito forgets events in time.`;
}

function attempts({ attempts = 1 }: Failure): string {
	return attempts === 1 ? "one attempt" : `${attempts} attempts`;
}
