import type { UserRef } from "../../cognito/authEvent";
import type { AuthEventFilter } from "../../cognito/listEvents";
import type { Properties } from "../codecs";
import { listAuthEvents } from "../listAuthEvents";
import type { Session } from "../session";
import { inStep } from "../steps";

/** A function that programs call. */
type PluginFunction = (session: Session, args: Properties) => Promise<Properties>;

/** By token. */
export const functions: Readonly<Record<string, PluginFunction>> = {
	"cognito-feedback:index:getAuthEvents": (session, { userPoolId, username, filter }) =>
		inStep(session, {}, async () => ({
			events: await listAuthEvents(
				{
					cognito: session.cognito,
					problems: session.problems,
					words: session.words,
					warn: (text) => session.warn(text),
				},
				{ userPoolId, username } as UserRef,
				filter as AuthEventFilter | undefined,
			),
		})),
};
