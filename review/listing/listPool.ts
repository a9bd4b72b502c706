import {
	type AuthEvent,
	type AuthEventFilter,
	type Cognito,
	fieldRules,
	isCognitoError,
	listEvents,
	listUsernames,
} from "pulumi-cognito-feedback/internal/cognito";

/** An event, and the user that it belongs to. */
export interface UserEvent extends AuthEvent {
	readonly username: string;
}

export interface PoolListing {
	readonly userPoolId: string;
	/** The users whose events to list; without them, all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** Which events to list. Its limit counts for each user. */
	readonly filter?: AuthEventFilter;
	/** Called after each user: how many were listed, and of how many, where that is known yet. */
	readonly onProgress?: (listed: number, of: number | undefined) => void;
}

/** A user whose events could not be listed. Not by name, which is personal data and may end up in a log. */
export interface UserFailure {
	readonly error: Error;
	/** Which of the users that were named, or of all users of the pool; missing where one was named. */
	readonly position?: UserPosition;
}

export interface UserPosition {
	readonly number: number;
	/** Missing for a user of the whole pool, of which the number is not known yet. */
	readonly of?: number;
}

export interface PoolEvents {
	/** User by user, in the order of the users; of each the newest first. Each event once. */
	readonly events: readonly UserEvent[];
	/** Different users, as far as their events show. */
	readonly users: number;
	/** Users that turned out to be one under two names, such as a username and an email address. */
	readonly sameUsers: readonly (readonly [UserPosition, UserPosition])[];
	/** What went wrong with single users, such as one that does not exist. */
	readonly failures: readonly UserFailure[];
}

/** More than may be in progress at once, so that the rate limiter alone decides how fast requests are made. */
const atOnce = 256;

/**
 * Lists the events of many users. Users that do not exist, or whose names Cognito refuses, do not stop the others.
 *
 * @param cognito Rate-limited: it is asked for many users at once.
 * @throws CognitoError if no user's events can be listed: no permission, no such pool, no connection.
 */
export async function listPool(
	cognito: Pick<Cognito, "listAuthEvents" | "listUsers">,
	{ userPoolId, usernames, filter, onProgress }: PoolListing,
): Promise<PoolEvents> {
	const byUser: UserEvent[][] = [];
	const failures: UserFailure[] = [];
	const names = numbered(usernames ?? listUsernames(cognito, userPoolId));
	let listed = 0;
	let stopped = false;

	async function work(): Promise<void> {
		try {
			// Not `for await`: where one fails, that would wait for the names that others still ask for.
			while (!stopped) {
				const next = await names.next();
				// Another may have failed meanwhile.
				if (next.done || stopped) return;
				const [index, username] = next.value;
				byUser[index] = await eventsOf(username, index);
				onProgress?.(++listed, usernames?.length);
			}
		} catch (error) {
			stopped = true;
			throw error;
		}
	}

	async function eventsOf(username: string, index: number): Promise<UserEvent[]> {
		try {
			// The pool may have users whose names the operation refuses, such as one with a space.
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
	const { events, same } = onceEach(byUser);
	const sameUsers = same.map(([one, other]) => [positionOf(one), positionOf(other)] as const);
	failures.sort((one, other) => (one.position?.number ?? 0) - (other.position?.number ?? 0));
	return { events, users: byUser.length - same.length, sameUsers, failures };
}

/** A user whose name the operation refuses. */
class UnlistableUser extends Error {
	constructor(wrong: string) {
		super(`the username ${wrong}; name the user by the \`sub\` instead`);
	}
}

/** Each event once, under the first name of its user, and which users are the same by that. */
function onceEach(byUser: readonly (readonly UserEvent[])[]) {
	const owners = new Map<string, number>();
	const same = new Map<number, number>();
	const events = byUser.flatMap((ofUser, index) =>
		ofUser.filter(({ eventId }) => {
			const owner = owners.get(eventId) ?? index;
			owners.set(eventId, owner);
			if (owner !== index) same.set(index, owner);
			return owner === index;
		}),
	);
	return { events, same: [...same].map(([index, owner]) => [owner, index] as const) };
}

async function* numbered(
	names: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<readonly [number, string]> {
	let index = 0;
	for await (const name of names) yield [index++, name];
}
