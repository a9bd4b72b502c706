import type { Properties } from "../properties";

/**
 * Decisions as one string. Pulumi's Node.js SDK takes long over thousands of nested inputs, so a program passes them
 * packed and the check unpacks them: state and preview have them as fields.
 */
export interface PackedDecisions {
	readonly __decisions: string;
}

/** Packs decisions that are plain values throughout; `undefined` where one of them is an output or a promise. */
export function packDecisions(decisions: unknown): PackedDecisions | undefined {
	return isPlain(decisions) ? { __decisions: JSON.stringify(decisions) } : undefined;
}

/** The inputs of a set with its decisions as fields. */
export function unpackDecisions(inputs: Properties): Properties {
	const { __decisions, ...rest } = inputs;
	return typeof __decisions === "string" ? { ...rest, decisions: JSON.parse(__decisions) } : inputs;
}

function isPlain(value: unknown): boolean {
	if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return true;
	if (typeof value !== "object") return false;
	const prototype = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return false;
	return Object.values(value).every(isPlain);
}
