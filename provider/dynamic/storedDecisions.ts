import { PartialFailure } from "../lifecycle/partialFailure";
import type { Properties } from "../lifecycle/properties";

/**
 * Decisions as a program passes them and as state holds them: JSON in one string. Pulumi takes long over thousands of
 * nested values, in its SDK, in its messages and in its state. It shows JSON in a string field by field all the same,
 * changes too.
 *
 * @returns what was given, where an output or a promise is in it: of a string, Pulumi could neither keep a part secret
 *   nor leave a part unknown.
 */
export function storeDecisions(decisions: unknown): unknown {
	return isPlain(decisions) ? JSON.stringify(decisions) : decisions;
}

/** Decisions as a map. A string that does not hold any is left to the check, which refuses it. */
export function parseDecisions(stored: unknown): unknown {
	if (typeof stored !== "string") return stored;
	try {
		return JSON.parse(stored);
	} catch {
		return stored;
	}
}

/** The properties of a set with its decisions as a map. */
export function restoreSet(set: Properties): Properties {
	return { ...set, decisions: parseDecisions(set.decisions) };
}

/** The properties that a step gives for a set, with its decisions in the form in which the step got them. */
export function storeSet<T extends object>(set: T & { readonly decisions?: unknown }, given: Properties): T {
	// A set that is gone has none, and Pulumi takes no `undefined`.
	if (typeof given.decisions !== "string" || set.decisions === undefined) return set;
	return { ...set, decisions: JSON.stringify(set.decisions) };
}

/** {@link storeSet} for what a step fails with. */
export function storeFailure(error: unknown, given: Properties): unknown {
	return error instanceof PartialFailure ? error.with(storeSet(error.properties, given)) : error;
}

function isPlain(value: unknown): boolean {
	if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return true;
	if (typeof value !== "object") return false;
	const prototype = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return false;
	return Object.values(value).every(isPlain);
}
