import {
	type AuthEvent,
	type AuthEventFilter,
	type Cognito,
	fieldRules,
	isCognitoError,
	listEvents,
	listUsernames,
} from "pulumi-cognito-feedback/internal/cognito";

/** An event and its user. */
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
	const once = usernames && new OnceEach();
	const names = numbered(usernames ?? listUsernames(cognito, userPoolId));
	let listed = 0;
	let delivered = 0;
	let stopped = false;

	async function work(): Promise<void> {
		try {
			// Not `for await`: after a failure, it would wait for the names that other workers still request.
			while (!stopped) {
				const next = await names.next();
				// Another worker may have failed meanwhile.
				if (next.done || stopped) return;
				const [index, username] = next.value;
				waiting.set(index, await eventsOf(username, index));
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
			for (const event of once?.filter(events, delivered) ?? events) next.push(event);
		}
		return next;
	}

	async function eventsOf(username: string, index: number): Promise<UserEvent[]> {
		try {
			// The pool may have users whose names the operation rejects, such as one with a space.
			const wrong = fieldRules.username(username);
			if (wrong) throw new UnlistableUser(wrong);
			const events = await listEvents(cognito, { userPoolId, username }, filter);
			return events.map((event) => ({ username, ...event }));
		} catch (error) {
			const isOfUser =
				error instanceof UnlistableUser || isCognitoError(error, "userNotFound", "invalidParameter");
			if (!isOfUser) throw error;
			failures.push({ error, ...(usernames?.length !== 1 && { position: positionOf(index) }) });
			return [];
		}
	}

	function positionOf(index: number): UserPosition {
		return { number: index + 1, ...(usernames && { of: usernames.length }) };
	}

	await Promise.all(Array.from({ length: Math.min(atOnce, usernames?.length ?? atOnce) }, work));
	const same = once?.same ?? [];
	const sameUsers = same.map(([one, other]) => [positionOf(one), positionOf(other)] as const);
	failures.sort((one, other) => (one.position?.number ?? 0) - (other.position?.number ?? 0));
	return { users: delivered - same.length, ...(once && { eventIds: once.eventIds }), sameUsers, failures };
}

/** A user whose name the operation rejects. */
class UnlistableUser extends Error {
	constructor(wrong: string) {
		super(`the username ${wrong}; name the user by the \`sub\` instead`);
	}
}

/** Lists each event of named users once, under the first name of its user, and finds the names that belong to the same user. */
class OnceEach {
	readonly #owners = new Map<string, number>();
	readonly #same = new Map<number, number>();

	/** The events of the user with this index that no earlier name of the same user had. */
	filter(events: readonly UserEvent[], index: number): readonly UserEvent[] {
		return events.filter(({ eventId }) => {
			const owner = this.#owners.get(eventId) ?? index;
			this.#owners.set(eventId, owner);
			if (owner !== index) this.#same.set(index, owner);
			return owner === index;
		});
	}

	get eventIds(): readonly string[] {
		return [...this.#owners.keys()];
	}

	/** Pairs of names, by their index, of the same user. */
	get same(): readonly (readonly [number, number])[] {
		return [...this.#same].map(([index, owner]) => [owner, index] as const);
	}
}

async function* numbered(
	names: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<readonly [number, string]> {
	let index = 0;
	for await (const name of names) yield [index++, name];
}
