import { createHash } from "node:crypto";
import type { AuthEventPage, UserRef } from "./authEvent.ts";
import type { Cognito, FeedbackRequest, UserPage } from "./client.ts";
import { CognitoClient } from "./client.ts";
import type { Operation } from "./cognitoError.ts";
import { CognitoError, isCognitoError } from "./cognitoError.ts";
import type { Connection } from "./connection.ts";
import { regionToCall } from "./connection.ts";
import { RateLimiter } from "./rateLimiter.ts";

/**
 * Amazon Cognito's quotas, compared with the one for feedback: 25 requests a second for feedback, 50 for listing events,
 * and 30 for listing users. Only the one for listing events can be raised.
 */
export const listingPerFeedback = 2;
const usersPerFeedback = 1.2;

/**
 * How many seconds' worth of requests may begin at once after a rest. A quota that takes a whole second's at once is not
 * exceeded either if they arrive late, as the first do, and the next in time.
 */
const burst = 0.5;

const cancelled = new Error("The run was cancelled");

/** The rate limiters of one Region, where all requests of an account share its quotas. */
interface Limiters {
	readonly reads: RateLimiter;
	readonly userReads: RateLimiter;
	readonly writes: RateLimiter;
}

/**
 * Cognito with its requests rate-limited, so that the applications that share the account's quotas keep a part of them.
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
	 * @param requestsPerSecond The most feedback submitted in a second.
	 * @param listingRequestsPerSecond The most look-ups in a second. Default: twice as many.
	 * @param connection Which Regions are called, since each has quotas of its own.
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

	/** How much feedback may be in progress at once: as many as can keep the rate. */
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
			// It may be another request's, that all queued ones fail with; and the last of several attempts does not
			// show what happened to those before.
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

	/** Begins no request any more: those that wait and those to come fail, and those in progress end as they do. */
	cancel(): void {
		this.#cancelling.abort(cancelled);
	}

	#limiters(userPoolId: string): Limiters {
		const region = regionToCall(this.#connection, userPoolId);
		let limiters = this.#byRegion.get(region);
		if (!limiters) {
			const { signal } = this.#cancelling;
			// A few requests should not wait.
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

/** A failure as that of the request it is thrown to. */
function about(error: unknown, subject: RequestSubject): unknown {
	if (error === cancelled) return new CognitoError({ kind: "cancelled", ...subject });
	if (!isCognitoError(error)) return error;
	const { eventId: _, ...failure } = error.failure;
	return new CognitoError({ ...failure, ...subject });
}

/** How to reach Cognito, and how fast. */
export interface Access {
	readonly connection: Connection;
	/** The most feedback submitted in a second. */
	readonly requestsPerSecond: number;
	/** The most look-ups in a second. Default: twice as many. */
	readonly listingRequestsPerSecond?: number;
}

/**
 * By what they were made for: the Automation API runs programs of several stacks in one process, and the environment
 * may name other credentials for the next one.
 */
const connected = new Map<string, RateLimitedCognito>();

/** Amazon Cognito, rate-limited. Callers with the same access share connections and rate. */
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

/** The variables of credentials and connections. */
function awsVariables(): readonly (readonly [string, string | undefined])[] {
	return Object.entries(process.env)
		.filter(([name]) => /^(AWS_|(https|all|no)_proxy$)/i.test(name))
		.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A digest, since credentials are among what it is of. */
function digestOf(value: unknown): string {
	return createHash("sha256").update(JSON.stringify(value)).digest("base64");
}
