import type { UserRef } from "../cognito/service";
import type { Context } from "../lifecycle/context";
import type { AuthEventFilter } from "../lifecycle/listEvents";
import { listEvents } from "../lifecycle/listEvents";
import type { Properties } from "../lifecycle/properties";

/** A function that programs call. */
type PluginFunction = (context: Context, args: Properties) => Promise<Properties>;

/** By token. */
export const functions: Readonly<Record<string, PluginFunction>> = {
	"cognito-feedback:index:getAuthEvents": async (context, { userPoolId, username, filter }) => ({
		events: await listEvents(
			context,
			{ userPoolId, username } as UserRef,
			filter as AuthEventFilter | undefined,
		),
	}),
};
