import type { AuthEvent, UserRef } from "../cognito/authEvent";
import type { Cognito } from "../cognito/client";
import type { AuthEventFilter } from "../cognito/listEvents";
import { InvalidArguments, listEvents, unknownTypes } from "../cognito/listEvents";
import { unknownNames } from "../cognito/rules";
import type { Properties } from "./codecs";
import type { Words } from "./configuration";
import { StepError } from "./stepError";
import { inWords } from "./steps";

/** Cognito, and the words for what goes wrong with it. */
interface Caller {
	readonly cognito: Pick<Cognito, "listAuthEvents">;
	/** What is wrong with the configuration. */
	readonly problems: readonly string[];
	readonly words: Words;
	/** Takes a warning for whoever runs Pulumi. */
	readonly warn?: (text: string) => void;
}

/** The arguments of `getAuthEvents`. */
const argumentNames = ["userPoolId", "username", "filter"] as const;

/**
 * Lists a user's events for `getAuthEvents`.
 *
 * @param args As a program passes them, of whatever type.
 * @throws StepError
 */
export async function listAuthEvents(
	{ cognito, problems, words, warn }: Caller,
	args: Properties,
): Promise<AuthEvent[]> {
	if (problems.length > 0) throw new StepError(`getAuthEvents: ${problems.join("; ")}`);
	const unknown = unknownNames(argumentNames, Object.keys(args));
	if (unknown.length > 0) throw new StepError(`getAuthEvents: ${unknown.join("; ")}`);
	// `listEvents` checks what they are.
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
