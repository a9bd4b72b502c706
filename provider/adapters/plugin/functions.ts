import { filterFields } from "../../cognito/listEvents.ts";
import type { Properties } from "../codecs.ts";
import { isMap } from "../codecs.ts";
import { listAuthEvents } from "../listAuthEvents.ts";
import type { Session } from "../session.ts";
import { inStep } from "../steps.ts";

/** A function that programs can call. */
type PluginFunction = (session: Session, args: Properties) => Promise<Properties>;

/** The functions by token. */
export const functions: Readonly<Record<string, PluginFunction>> = {
	"cognito-feedback:index:getAuthEvents": (session, args) => {
		const { cognito, problems, words } = session;
		const caller = { cognito, problems, words, warn: (text: string) => session.warn(text) };
		return inStep(session, {}, async () => ({ events: await listAuthEvents(caller, inCamelCase(args)) }));
	},
};

/** Pulumi's Python SDK sends the keys of a dictionary argument unchanged, so they may be in snake case. */
function inCamelCase({ filter, ...args }: Properties): Properties {
	if (filter === undefined) return args;
	if (!isMap(filter)) return { ...args, filter };
	const fields = Object.entries(filter).map(([name, value]) => [fromSnakeCase.get(name) ?? name, value]);
	return { ...args, filter: Object.fromEntries(fields) };
}

/** The fields of a filter by their names in Python. */
const fromSnakeCase = new Map<string, string>(
	filterFields.map((name) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), name]),
);
