import {
	type AuthEvent,
	type AuthEventFilter,
	type Cognito,
	fieldRules,
	isCognitoError,
	listEvents,
	listUsernames,
} from "pulumi-cognito-feedback/internal/cognito";

export interface UserEvent extends AuthEvent {
	readonly username: string;
}

export interface PoolListing {
	readonly userPoolId: string;
	/** The users whose events to list; without them, all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** The events to list. Its limit applies to each user. */
	readonly filter?: AuthEventFilter;
	/**
	 * Called with the events, each once: in the order of the users, and for each user the newest first. The listing waits for it,
	 * and does not get far ahead.
	 */
	readonly onEvents: (events: readonly UserEvent[]) => Promise<void> | void;
	/** Called after each user with the number of listed users, and the number of all users once it is known. */
	readonly onProgress?: (listed: number, of: number | undefined) => void;
}

/** A user whose events could not be listed. Without the name, which is personal data and may end up in a log. */
export interface UserFailure {
	readonly error: Error;
	/** The user's position among the named users or the users of the pool; missing if one user was named. */
	readonly position?: UserPosition;
}

export interface UserPosition {
	readonly number: number;
	/** Missing for a user of the whole pool, whose number of users is not known yet. */
	readonly of?: number;
}

export interface ListedPool {
	/** The number of different users, as far as their events show. */
	readonly users: number;
	/** The IDs of the events of named users. Missing for a whole pool, which may have too many. */
	readonly eventIds?: readonly string[];
	/** Names that turned out to belong to the same user, such as a username and an email address. */
	readonly sameUsers: readonly (readonly [UserPosition, UserPosition])[];
	/** Failures of single users, for example one that does not exist. */
	readonly failures: readonly UserFailure[];
}

/** More users than may be in progress at once, so that only the rate limiter determines the rate of requests. */
const atOnce = 256;

/**
 * Lists the events of many users. Users that do not exist, or whose names Cognito rejects, do not stop the others.
 *
 * @param cognito Cognito with rate limits: the events of many users are listed concurrently.
 * @throws CognitoError if no user's events can be listed, for example without permission, pool or connection.
 */
export async function listPool(
	cognito: Pick<Cognito, "listAuthEvents" | "listUsers">,
	{ userPoolId, usernames, filter, onEvents, onProgress }: PoolListing,
): Promise<ListedPool> {
	const waiting = new Map<number, readonly UserEvent[]>();
	const failures: UserFailure[] = [];
	/** The index of the user of each event, under the first name that listed it. */
	const owners = new Map<string, number>();
	/** The indexes of names of users that an earlier name belongs to, with the index of that name. */
	const same = new Map<number, number>();
	const names = usernames?.values() ?? listUsernames(cognito, userPoolId);
	let asked = 0;
	let listed = 0;
	let delivered = 0;
	let stopped = false;

	async function work(): Promise<void> {
		try {
			// Not `for await`: after a failure, it would wait for the names that other workers still request.
			while (!stopped) {
				const index = asked++;
				const next = await names.next();
				// Another worker may have failed meanwhile.
				if (next.done || stopped) return;
				waiting.set(index, await eventsOf(next.value, index));
				onProgress?.(++listed, usernames?.length);
				await onEvents(nextEvents());
			}
		} catch (error) {
			stopped = true;
			throw error;
		}
	}

	/** Takes the events of the users whose turn it is. */
	function nextEvents(): UserEvent[] {
		const next: UserEvent[] = [];
		for (let events = waiting.get(delivered); events; events = waiting.get(++delivered)) {
			waiting.delete(delivered);
			for (const event of events) if (isFirst(event, delivered)) next.push(event);
		}
		return next;
	}

	/** Whether no earlier name of the same user had the event. The names of a whole pool are different users. */
	function isFirst({ eventId }: UserEvent, index: number): boolean {
		if (!usernames) return true;
		const owner = owners.get(eventId) ?? index;
		owners.set(eventId, owner);
		if (owner !== index) same.set(index, owner);
		return owner === index;
	}

	async function eventsOf(username: string, index: number): Promise<readonly UserEvent[]> {
		try {
			// The pool may have users whose names the operation rejects, such as one with a space.
			const wrong = fieldRules.username(username);
			if (wrong)
				return failed(new Error(`the username ${wrong}; name the user by the \`sub\` instead`), index);
			const events = await listEvents(cognito, { userPoolId, username }, filter);
			return events.map((event) => ({ username, ...event }));
		} catch (error) {
			if (!isCognitoError(error, "userNotFound", "invalidParameter")) throw error;
			return failed(error, index);
		}
	}

	function failed(error: Error, index: number): [] {
		failures.push({ error, ...(usernames?.length !== 1 && { position: positionOf(index) }) });
		return [];
	}

	function positionOf(index: number): UserPosition {
		return { number: index + 1, ...(usernames && { of: usernames.length }) };
	}

	await Promise.all(Array.from({ length: Math.min(atOnce, usernames?.length ?? atOnce) }, work));
	failures.sort((one, other) => (one.position?.number ?? 0) - (other.position?.number ?? 0));
	return {
		users: delivered - same.size,
		...(usernames && { eventIds: [...owners.keys()] }),
		sameUsers: [...same].map(([index, owner]) => [positionOf(owner), positionOf(index)]),
		failures,
	};
}
