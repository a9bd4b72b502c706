import type { AuthEvent, UserRef } from "../cognito/authEvent.ts";
import type { Cognito } from "../cognito/cognito.ts";
import type { AuthEventFilter } from "../cognito/listEvents.ts";
import { InvalidArguments, listEvents, unknownTypes } from "../cognito/listEvents.ts";
import { unknownNames } from "../cognito/rules.ts";
import type { Properties } from "./codecs.ts";
import type { Words } from "./configuration.ts";
import { StepError } from "./stepError.ts";
import { inWords } from "./steps.ts";

/** Cognito, and the words for its failures. */
interface Caller {
	readonly cognito: Pick<Cognito, "listAuthEvents">;
	/** The invalid settings. */
	readonly problems: readonly string[];
	readonly words: Words;
	/** Reports a warning to the person who runs Pulumi. */
	readonly warn?: (text: string) => void;
}

/** The arguments of `getAuthEvents`. */
const argumentNames = ["userPoolId", "username", "filter"] as const;

/**
 * Lists a user's events for `getAuthEvents`.
 *
 * @param args The program's arguments, of any type.
 * @throws StepError
 */
export async function listAuthEvents(
	{ cognito, problems, words, warn }: Caller,
	args: Properties,
): Promise<AuthEvent[]> {
	if (problems.length > 0) throw new StepError(`getAuthEvents: ${problems.join("; ")}`);
	const unknown = unknownNames(argumentNames, Object.keys(args));
	if (unknown.length > 0) throw new StepError(`getAuthEvents: ${unknown.join("; ")}`);
	// `listEvents` checks their types.
	const { userPoolId, username, filter } = args as unknown as UserRef & { filter?: AuthEventFilter };
	try {
		const events = await listEvents(cognito, { userPoolId, username }, filter);
		for (const text of unknownTypes(filter?.types)) warn?.(`getAuthEvents: ${text}`);
		return events;
	} catch (error) {
		if (error instanceof InvalidArguments) throw new StepError(`getAuthEvents: ${error.message}`);
		throw inWords(error, words);
	}
}
