import { readFileSync } from "node:fs";
import type { Agent } from "node:https";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { StandardRetryStrategy } from "@smithy/core/retry";
import type { ClientSettings } from "./account.ts";
import type { AuthEventPage, UserRef } from "./authEvent.ts";
import { classify, kindOfThrown, mayHaveArrived } from "./classify.ts";
import type { SdkClient } from "./clientMiddleware.ts";
import { Arrivals, markFailures, Redaction, refusePlainHttp } from "./clientMiddleware.ts";
import type { Cognito, FeedbackRequest, UserPage } from "./cognito.ts";
import type { FailureKind, Operation } from "./cognitoError.ts";
import type { Connection } from "./connection.ts";
import { defaultRequestTimeout, regionToCall } from "./connection.ts";
import { toAuthEvent } from "./convert.ts";
import { toCredentialsError } from "./credentials.ts";
import { maxPageSize } from "./rules.ts";
import { omitUndefined } from "./values.ts";

/** The maximum number of attempts at a request, including the first: the SDK's default. */
const maxAttempts = 3;

/** The seconds that connecting, getting credentials and waiting between attempts may take in addition to the attempts. */
const beyondAttempts = 30;

/** The milliseconds to wait for a connection. */
const connectionTimeout = 5_000;

/** Amazon Cognito, with the AWS SDK. */
export class CognitoClient implements Cognito {
	readonly #connection: Connection;
	readonly #requester: Requester;
	/** A client per Region, so that its connections stay open between requests. */
	readonly #clients = new Map<string | undefined, CognitoIdentityProviderClient>();

	constructor(connection: Connection) {
		this.#connection = connection;
		this.#requester = new Requester(connection);
	}

	submitFeedback({ userPoolId, username, eventId, feedbackValue }: FeedbackRequest): Promise<void> {
		const about = { operation: "AdminUpdateAuthEventFeedback", userPoolId, eventId, username } as const;
		return this.#request(about, async (client, options) => {
			const { AdminUpdateAuthEventFeedbackCommand } = loadAwsSdk();
			const input = {
				UserPoolId: userPoolId,
				Username: username,
				EventId: eventId,
				FeedbackValue: feedbackValue,
			};
			await client.send(new AdminUpdateAuthEventFeedbackCommand(input), options);
		});
	}

	listAuthEvents({ userPoolId, username }: UserRef, nextToken?: string): Promise<AuthEventPage> {
		const about = { operation: "AdminListUserAuthEvents", userPoolId, username } as const;
		return this.#request(about, async (client, options) => {
			const { AdminListUserAuthEventsCommand } = loadAwsSdk();
			const input = {
				UserPoolId: userPoolId,
				Username: username,
				MaxResults: maxPageSize,
				...(nextToken !== undefined && { NextToken: nextToken }),
			};
			const page = await client.send(new AdminListUserAuthEventsCommand(input), options);
			const events = (page.AuthEvents ?? []).map(toAuthEvent).filter((event) => event !== undefined);
			return { events, ...(page.NextToken && { nextToken: page.NextToken }) };
		});
	}

	listUsers(userPoolId: string, nextToken?: string): Promise<UserPage> {
		return this.#request({ operation: "ListUsers", userPoolId }, async (client, options) => {
			const { ListUsersCommand } = loadAwsSdk();
			const input = {
				UserPoolId: userPoolId,
				// Without a list, Cognito returns all attributes, which are not needed. Every user has a `sub`.
				AttributesToGet: ["sub"],
				Limit: maxPageSize,
				...(nextToken !== undefined && { PaginationToken: nextToken }),
			};
			const page = await client.send(new ListUsersCommand(input), options);
			const usernames = (page.Users ?? []).flatMap(({ Username }) => Username || []);
			return { usernames, ...(page.PaginationToken && { nextToken: page.PaginationToken }) };
		});
	}

	#request<T>(
		about: RequestSubject,
		send: (client: CognitoIdentityProviderClient, options: { abortSignal: AbortSignal }) => Promise<T>,
	): Promise<T> {
		return this.#requester.request(about, (options) => send(this.#clientFor(about.userPoolId), options));
	}

	#clientFor(userPoolId: string): CognitoIdentityProviderClient {
		const region = regionToCall(this.#connection, userPoolId);
		let client = this.#clients.get(region);
		if (!client) {
			client = this.#createClient(region);
			this.#clients.set(region, client);
		}
		return client;
	}

	#createClient(region: string | undefined): CognitoIdentityProviderClient {
		const { endpoint } = this.#connection;
		const { CognitoIdentityProviderClient } = loadAwsSdk();
		return this.#requester.protect(
			new CognitoIdentityProviderClient({
				...this.#requester.settings(region),
				...(endpoint !== undefined && { endpoint }),
			}),
		);
	}
}

/** Makes requests with clients of the AWS SDK that all use the settings of one connection. */
export class Requester {
	readonly #connection: Connection;
	/** Removes credentials from server messages. */
	readonly #redaction: Redaction;
	readonly #arrivals = new Arrivals();
	/** The accounts of the credentials in use, by access key. */
	readonly #accounts = new Map<string, Promise<string>>();
	/** The maximum time of a request with all attempts, in milliseconds. */
	readonly #deadline: number;

	constructor(connection: Connection) {
		this.#connection = connection;
		this.#redaction = new Redaction(connection.profile, process.env.AWS_PROFILE);
		const { requestTimeout = defaultRequestTimeout } = connection;
		this.#deadline = (maxAttempts * requestTimeout + beyondAttempts) * 1_000;
	}

	/** The settings to create a client with, for any service. */
	settings(region: string | undefined) {
		const { profile, requestTimeout: seconds = defaultRequestTimeout } = this.#connection;
		const requestTimeout = seconds * 1_000;
		return {
			retryStrategy: retriesButForThrottling(),
			requestHandler: {
				connectionTimeout,
				requestTimeout,
				throwOnRequestTimeout: true,
				// `requestTimeout` ends with the first line of a response.
				socketTimeout: requestTimeout,
				...(isAgentNeeded() && { httpsAgent: createAgent(profile) }),
			},
			...(region !== undefined && { region }),
			...(profile !== undefined && { profile }),
			credentialDefaultProvider: (init: object) =>
				markFailures(this.#credentials(init), async (error) => {
					const kind = kindOfThrown(error);
					// A failed connection has its own message, whichever service it was for.
					return onTheWay.includes(kind) ? (error as Error) : toCredentialsError(error, kind, profile);
				}),
		};
	}

	#credentials(init: object) {
		const { keys, assumeRoles } = this.#connection;
		const chain = loadDefaultProvider()({ ...init, logger: silent, clientConfig: connectionsOf(init) });
		if (!keys && !assumeRoles) return chain;
		return loadAccount().connectionCredentials(this.#connection, chain, init as ClientSettings);
	}

	/**
	 * Prevents a client from sending requests over plain HTTP and to accounts that must not be called, removes its credentials
	 * from messages, and records which requests may have arrived.
	 */
	protect<Client extends SdkClient>(client: Client): Client {
		const { allowPlainHttp, allowedAccountIds, forbiddenAccountIds } = this.#connection;
		if (!allowPlainHttp) refusePlainHttp(client);
		if (allowedAccountIds || forbiddenAccountIds)
			loadAccount().limitAccounts(client, this.#connection, this.#accounts);
		this.#redaction.watch(client);
		this.#arrivals.watch(client, mayHaveArrived);
		return client;
	}

	/**
	 * Makes a request, and aborts it at the deadline.
	 *
	 * @throws CognitoError
	 */
	async request<T>(
		{ username = "", ...about }: RequestSubject,
		send: (options: { abortSignal: AbortSignal }) => Promise<T>,
	): Promise<T> {
		const deadline = new AbortController();
		const isLate = () => deadline.abort(new DOMException("The deadline has passed", "TimeoutError"));
		const timer = setTimeout(isLate, this.#deadline);
		try {
			return await send({ abortSignal: deadline.signal });
		} catch (error) {
			const redact = (text: string) => this.#redaction.apply(text, username);
			const region = regionToCall(this.#connection, about.userPoolId);
			throw classify(error, {
				...about,
				...omitUndefined({ region }),
				redact,
				mayHaveArrived: this.#arrivals.has(error),
			});
		} finally {
			// `AbortSignal.timeout` would keep each request in memory until its deadline.
			clearTimeout(timer);
		}
	}
}

/** Whether the environment or the AWS configuration file contains connection settings that the AWS SDK ignores. */
function isAgentNeeded(): boolean {
	const isSet = Object.entries(process.env).some(
		([name, value]) => value && /^(AWS_CA_BUNDLE|https_proxy|all_proxy)$/i.test(name),
	);
	return isSet || namesCaBundle(process.env.AWS_CONFIG_FILE || join(homedir(), ".aws/config"));
}

function namesCaBundle(configFile: string): boolean {
	try {
		return /^ca_bundle\s*=/m.test(readFileSync(configFile, "utf8"));
	} catch {
		return false;
	}
}

/** Creates an agent. Its module is loaded only if needed. */
function createAgent(profile: string | undefined): Agent {
	const { EnvironmentAgent }: typeof import("./agent.ts") = require("./agent.js");
	return new EnvironmentAgent(profile) as unknown as Agent;
}

/** Whether requests to a host go through a proxy. */
export function isProxied(host: string): boolean {
	const { proxyTo }: typeof import("./agent.ts") = require("./agent.js");
	return proxyTo(host) !== "";
}

/** The path of a profile's `ca_bundle`, a file of certificate authorities. */
export function caBundleOf(profile: string | undefined): Promise<string | undefined> {
	const { profileCaBundle }: typeof import("./agent.ts") = require("./agent.js");
	return profileCaBundle(profile);
}

/** Makes the clients of IAM Identity Center connect like Cognito's client. The client of AWS STS already does. */
function connectionsOf(init: object): object {
	const { requestHandler } = init as { readonly requestHandler?: unknown };
	return isAgentNeeded() ? { requestHandler } : {};
}

/** Failures of connections that have their own message, whichever service is called. */
const onTheWay: readonly FailureKind[] = ["proxyFailed", "invalidCaBundle", "plainHttp"];

/** A logger that suppresses the AWS SDK's long warning on stderr about keys in addition to a profile: see `ignoresKeys`. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Loads the module only if a connection sets credentials or accounts. */
function loadAccount(): typeof import("./account.ts") {
	return require("./account.js");
}

/** Loads the AWS SDK's default credential chain: environment, profiles and instance metadata. */
function loadDefaultProvider(): typeof import("@aws-sdk/credential-provider-node")["defaultProvider"] {
	return require("@aws-sdk/credential-provider-node").defaultProvider;
}

/** The operation and the resource of a request. */
interface RequestSubject {
	readonly operation: Operation;
	readonly userPoolId: string;
	/** The resource of another service. Default: the user pool. */
	readonly resource?: string;
	readonly eventId?: string;
	readonly username?: string;
}

/** Loads the SDK with the first request, so that a preview without requests starts faster. */
function loadAwsSdk(): typeof import("@aws-sdk/client-cognito-identity-provider") {
	return require("@aws-sdk/client-cognito-identity-provider");
}

type Refresh = StandardRetryStrategy["refreshRetryTokenForRetry"];

/**
 * The SDK's retries, except after throttling. The rate limiter handles throttling, because it covers all requests of the run and
 * retries throttled ones as long as the server accepts any.
 */
function retriesButForThrottling(): StandardRetryStrategy {
	// Loaded together with the rest of the SDK, because loading it takes a fifth of a plugin's start.
	const { StandardRetryStrategy }: typeof import("@smithy/core/retry") = require("@smithy/core/retry");
	class RetriesButForThrottling extends StandardRetryStrategy {
		override async refreshRetryTokenForRetry(...[token, failure]: Parameters<Refresh>): ReturnType<Refresh> {
			if (failure.errorType === "THROTTLING") throw new Error("throttling is left to the rate limiter");
			return super.refreshRetryTokenForRetry(token, failure);
		}
	}
	return new RetriesButForThrottling(maxAttempts);
}
