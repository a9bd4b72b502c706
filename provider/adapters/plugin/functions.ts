import type { UserRef } from "../../cognito/authEvent";
import type { AuthEventFilter } from "../../cognito/listEvents";
import { listAuthEvents } from "../listAuthEvents";
import type { Properties } from "../properties";
import type { Session } from "../session";

/** A function that programs call. */
type PluginFunction = (session: Session, args: Properties) => Promise<Properties>;

/** By token. */
export const functions: Readonly<Record<string, PluginFunction>> = {
	"cognito-feedback:index:getAuthEvents": (session, { userPoolId, username, filter }) =>
		session.step({}, async () => ({
			events: await listAuthEvents(
				session,
				{ userPoolId, username } as UserRef,
				filter as AuthEventFilter | undefined,
			),
		})),
};
