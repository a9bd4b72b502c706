import { isDeepStrictEqual } from "node:util";
import { identityFields, mutableFields } from "./decision";
import type { Properties } from "./properties";

export interface DiffResult {
	readonly changes: boolean;
	/** The properties whose change replaces the resource. */
	readonly replaces: readonly string[];
}

/**
 * Compares what state says with what the program declares. A value that is not yet known counts as changed. Evidence
 * is carried over by the check, so it differs only where less of it is to be kept than before.
 */
export function diffDecision(olds: Properties, news: Properties): DiffResult {
	const differs = (field: string) => !isDeepStrictEqual(olds[field], news[field]);
	const replaces = identityFields.filter(differs);
	return { changes: replaces.length > 0 || [...mutableFields, "event"].some(differs), replaces };
}
