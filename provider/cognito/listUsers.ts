import { FeedbackError } from "./feedbackError";

/** One page of a user pool's users. */
export interface UserPage {
	readonly usernames: readonly string[];
	/** Gets the next page; missing on the last one. */
	readonly nextToken?: string;
}

/** What lists the users of a pool. */
export interface UserDirectory {
	/**
	 * Reads one page of at most 60 users.
	 *
	 * @param nextToken What the page before came with; none for the first page.
	 * @throws FeedbackError that says what happened, for which user pool, and what to do.
	 */
	listUsers(userPoolId: string, nextToken?: string): Promise<UserPage>;
}

/** The usernames of all users of a pool, as they come; a page is read only when one of its names is asked for. */
export async function* listUsers(directory: UserDirectory, userPoolId: string): AsyncGenerator<string> {
	const tokens = new Set<string>();
	let nextToken: string | undefined;
	do {
		const page: UserPage = await directory.listUsers(userPoolId, nextToken);
		yield* page.usernames;
		nextToken = page.nextToken;
		if (nextToken !== undefined && tokens.has(nextToken))
			throw new FeedbackError(
				"Cognito sends the same page token again, so its list of users has no end. Run the command again, or name the users.",
				"other",
				`user pool ${userPoolId}`,
			);
		if (nextToken !== undefined) tokens.add(nextToken);
	} while (nextToken !== undefined);
}
