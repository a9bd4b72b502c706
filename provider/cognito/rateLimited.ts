import { createHash } from "node:crypto";
import type { AuthEventPage, UserRef } from "./authEvent.ts";
import { CognitoClient } from "./client.ts";
import type { Cognito, FeedbackRequest, UserPage } from "./cognito.ts";
import type { Operation } from "./cognitoError.ts";
import { CognitoError, isCognitoError } from "./cognitoError.ts";
import type { Connection } from "./connection.ts";
import { regionToCall } from "./connection.ts";
import { RateLimiter } from "./rateLimiter.ts";

/**
 * The ratio of the quota for listing events to that for feedback. Amazon Cognito allows 25 feedback requests, 50 event listings
 * and 30 user listings per second. Only the one for listing events can be raised.
 */
export const listingPerFeedback = 2;
const usersPerFeedback = 1.2;

/**
 * How many seconds' worth of requests may start at once after a pause. The quota allows a whole second's worth at once; half of
 * that stays within it even if the first requests arrive late.
 */
const burst = 0.5;

const cancelled = new Error("The run was cancelled");

/** The rate limiters of a Region: all requests of an account share its quotas there. */
interface Limiters {
	readonly reads: RateLimiter;
	readonly userReads: RateLimiter;
	readonly writes: RateLimiter;
}

/**
 * Limits the rate of Cognito requests, to leave a share of the account's quotas to its applications.
 *
 * Source: Amazon Cognito developer guide, "Quotas": UserResourceUpdate, UserResourceRead and UserList.
 */
export class RateLimitedCognito implements Cognito {
	readonly #cognito: Cognito;
	readonly #requestsPerSecond: number;
	readonly #listingRequestsPerSecond: number;
	readonly #connection: Pick<Connection, "region" | "defaultRegion">;
	readonly #byRegion = new Map<string | undefined, Limiters>();
	readonly #cancelling = new AbortController();

	/**
	 * @param requestsPerSecond The maximum number of feedback requests per second.
	 * @param listingRequestsPerSecond The maximum number of look-ups per second. Default: twice as many.
	 * @param connection Selects the Regions that are called: each has its own quotas.
	 */
	constructor(
		cognito: Cognito,
		requestsPerSecond: number,
		listingRequestsPerSecond = listingPerFeedback * requestsPerSecond,
		connection: Pick<Connection, "region" | "defaultRegion"> = {},
	) {
		this.#cognito = cognito;
		this.#requestsPerSecond = requestsPerSecond;
		this.#listingRequestsPerSecond = listingRequestsPerSecond;
		this.#connection = connection;
	}

	/** How many feedback requests may be in progress at once: enough to reach the rate. */
	concurrency(userPoolId: string): number {
		return this.#limiters(userPoolId).writes.concurrency;
	}

	async submitFeedback(request: FeedbackRequest): Promise<void> {
		const { userPoolId, eventId } = request;
		let mayHaveArrived = false;
		const submit = () =>
			this.#cognito.submitFeedback(request).catch((error) => {
				mayHaveArrived ||= isCognitoError(error) && error.failure.mayHaveArrived === true;
				throw error;
			});
		try {
			await this.#limiters(userPoolId).writes.run(submit);
		} catch (error) {
			// The error may belong to another request whose failure fails all queued ones, and the last of several attempts
			// does not show what happened to earlier ones.
			throw about(error, { operation: "AdminUpdateAuthEventFeedback", userPoolId, eventId, mayHaveArrived });
		}
	}

	async listAuthEvents(user: UserRef, nextToken?: string): Promise<AuthEventPage> {
		const { userPoolId } = user;
		try {
			const { reads } = this.#limiters(userPoolId);
			return await reads.run(() => this.#cognito.listAuthEvents(user, nextToken));
		} catch (error) {
			throw about(error, { operation: "AdminListUserAuthEvents", userPoolId });
		}
	}

	async listUsers(userPoolId: string, nextToken?: string): Promise<UserPage> {
		try {
			const { userReads } = this.#limiters(userPoolId);
			return await userReads.run(() => this.#cognito.listUsers(userPoolId, nextToken));
		} catch (error) {
			throw about(error, { operation: "ListUsers", userPoolId });
		}
	}

	/** Stops making requests: waiting and later ones fail, and those in progress finish. */
	cancel(): void {
		this.#cancelling.abort(cancelled);
	}

	#limiters(userPoolId: string): Limiters {
		const region = regionToCall(this.#connection, userPoolId);
		let limiters = this.#byRegion.get(region);
		if (!limiters) {
			const { signal } = this.#cancelling;
			// A small number of requests need not wait.
			const limitedTo = (perSecond: number) =>
				new RateLimiter({ perSecond, burst: burst * perSecond, signal });
			limiters = {
				reads: limitedTo(this.#listingRequestsPerSecond),
				userReads: limitedTo(usersPerFeedback * this.#requestsPerSecond),
				writes: limitedTo(this.#requestsPerSecond),
			};
			this.#byRegion.set(region, limiters);
		}
		return limiters;
	}
}

interface RequestSubject {
	readonly operation: Operation;
	readonly userPoolId: string;
	readonly eventId?: string;
	readonly mayHaveArrived?: boolean;
}

/** Attributes a failure to the request that it is thrown to. */
function about(error: unknown, subject: RequestSubject): unknown {
	if (error === cancelled) return new CognitoError({ kind: "cancelled", ...subject });
	if (!isCognitoError(error)) return error;
	const { eventId: _, ...failure } = error.failure;
	return new CognitoError({ ...failure, ...subject });
}

/** How to reach Cognito, and the rate limits. */
export interface Access {
	readonly connection: Connection;
	/** The maximum number of feedback requests per second. */
	readonly requestsPerSecond: number;
	/** The maximum number of look-ups per second. Default: twice as many. */
	readonly listingRequestsPerSecond?: number;
}

/**
 * Connections by the access and the environment that they were made for: the Automation API runs programs of several stacks in
 * one process, and the environment may have other credentials for the next one.
 */
const connected = new Map<string, RateLimitedCognito>();

/** Connects to Amazon Cognito with rate limits. Callers with the same access share connections and limits. */
export function connect(access: Access): RateLimitedCognito {
	const { connection, requestsPerSecond, listingRequestsPerSecond } = access;
	const key = digestOf([connection, requestsPerSecond, listingRequestsPerSecond, awsVariables()]);
	let cognito = connected.get(key);
	if (!cognito) {
		const client = new CognitoClient(connection);
		cognito = new RateLimitedCognito(client, requestsPerSecond, listingRequestsPerSecond, connection);
		connected.set(key, cognito);
	}
	return cognito;
}

/** The environment variables for credentials and connections. */
function awsVariables(): readonly (readonly [string, string | undefined])[] {
	return Object.entries(process.env)
		.filter(([name]) => /^(AWS_|(https|all|no)_proxy$)/i.test(name))
		.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Hashes a value, because it contains credentials. */
function digestOf(value: unknown): string {
	return createHash("sha256").update(JSON.stringify(value)).digest("base64");
}
