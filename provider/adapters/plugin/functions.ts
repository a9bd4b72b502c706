import { filterFields } from "../../cognito/listEvents.ts";
import type { Properties } from "../codecs.ts";
import { isMap } from "../codecs.ts";
import { listAuthEvents } from "../listAuthEvents.ts";
import type { Session } from "../session.ts";
import { inStep } from "../steps.ts";

/** A function that programs call. */
type PluginFunction = (session: Session, args: Properties) => Promise<Properties>;

/** By token. */
export const functions: Readonly<Record<string, PluginFunction>> = {
	"cognito-feedback:index:getAuthEvents": (session, args) => {
		const { cognito, problems, words } = session;
		const caller = { cognito, problems, words, warn: (text: string) => session.warn(text) };
		return inStep(session, {}, async () => ({ events: await listAuthEvents(caller, inCamelCase(args)) }));
	},
};

/** Pulumi's SDK for Python sends the keys of a dictionary that is an argument of a function as they are written there. */
function inCamelCase({ filter, ...args }: Properties): Properties {
	if (filter === undefined) return args;
	if (!isMap(filter)) return { ...args, filter };
	const fields = Object.entries(filter).map(([name, value]) => [fromSnakeCase.get(name) ?? name, value]);
	return { ...args, filter: Object.fromEntries(fields) };
}

/** Fields of a filter by what they are called in Python. */
const fromSnakeCase = new Map<string, string>(
	filterFields.map((name) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), name]),
);
