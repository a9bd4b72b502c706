import type { AuthEvent, UserRef } from "../cognito/authEvent";
import type { Cognito } from "../cognito/client";
import type { AuthEventFilter } from "../cognito/listEvents";
import { InvalidArguments, listEvents, unknownTypes } from "../cognito/listEvents";
import type { Words } from "./configuration";
import { inWords, StepError } from "./steps";

/** Cognito, and the words for what goes wrong with it. */
interface Caller {
	readonly cognito: Pick<Cognito, "listAuthEvents">;
	/** What is wrong with the configuration. */
	readonly problems: readonly string[];
	readonly words: Words;
	/** Takes a warning for whoever runs Pulumi. */
	readonly warn?: (text: string) => void;
}

/**
 * Lists a user's events for `getAuthEvents`.
 *
 * @throws StepError
 */
export async function listAuthEvents(
	{ cognito, problems, words, warn }: Caller,
	user: UserRef,
	filter?: AuthEventFilter,
): Promise<AuthEvent[]> {
	if (problems.length > 0) throw new StepError(`getAuthEvents: ${problems.join("; ")}`);
	try {
		const events = await listEvents(cognito, user, filter);
		for (const text of unknownTypes(filter?.types)) warn?.(`getAuthEvents: ${text}`);
		return events;
	} catch (error) {
		if (error instanceof InvalidArguments) throw new StepError(`getAuthEvents: ${error.message}`);
		throw inWords(error, words);
	}
}
