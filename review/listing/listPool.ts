import {
	type AuthEvent,
	type AuthEventFilter,
	type Cognito,
	type CognitoError,
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
	readonly error: CognitoError;
	/** Which of the users that were named; missing where there was one, or none was named. */
	readonly position?: { readonly number: number; readonly of: number };
}

export interface PoolEvents {
	/** User by user, in the order of the users; of each the newest first. */
	readonly events: readonly UserEvent[];
	readonly users: number;
	/** What went wrong with single users, such as one that does not exist. */
	readonly failures: readonly UserFailure[];
}

/** More than may be under way at once, so that the rate limiter alone decides how fast requests are made. */
const atOnce = 256;

/**
 * Lists the events of many users. Users that do not exist do not stop the others.
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
			const events = await listEvents(cognito, { userPoolId, username }, filter);
			return events.map((event) => ({ username, ...event }));
		} catch (error) {
			if (!isCognitoError(error, "userNotFound")) throw error;
			const isOneOfSeveral = usernames && usernames.length > 1;
			failures.push({
				error,
				...(isOneOfSeveral && { position: { number: index + 1, of: usernames.length } }),
			});
			return [];
		}
	}

	await Promise.all(Array.from({ length: Math.min(atOnce, usernames?.length ?? atOnce) }, work));
	return { events: byUser.flat(), users: byUser.length, failures };
}

async function* numbered(
	names: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<readonly [number, string]> {
	let index = 0;
	for await (const name of names) yield [index++, name];
}
