import type { Properties } from "../codecs";
import { listAuthEvents } from "../listAuthEvents";
import type { Session } from "../session";
import { inStep } from "../steps";

/** A function that programs call. */
type PluginFunction = (session: Session, args: Properties) => Promise<Properties>;

/** By token. */
export const functions: Readonly<Record<string, PluginFunction>> = {
	"cognito-feedback:index:getAuthEvents": (session, args) => {
		const { cognito, problems, words } = session;
		const caller = { cognito, problems, words, warn: (text: string) => session.warn(text) };
		return inStep(session, {}, async () => ({ events: await listAuthEvents(caller, args) }));
	},
};
