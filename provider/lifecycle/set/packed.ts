import type { Properties } from "../properties";

/**
 * Decisions as one string. Pulumi's Node.js SDK takes long over thousands of nested inputs, so a program passes them
 * packed and the check unpacks them.
 */
export interface PackedDecisions {
	readonly __decisions: string;
}

/** Packs decisions that are plain values throughout; `undefined` where one of them is an output or a promise. */
export function packDecisions(decisions: unknown): PackedDecisions | undefined {
	return isPlain(decisions) ? { __decisions: JSON.stringify(decisions) } : undefined;
}

/** The inputs of a set with its decisions as a map. */
export function unpackDecisions(inputs: Properties): Properties {
	if (!isPacked(inputs)) return inputs;
	const { __decisions, ...rest } = inputs;
	return { ...rest, decisions: JSON.parse(__decisions) };
}

export function isPacked(inputs: Properties): inputs is Properties & PackedDecisions {
	return typeof inputs.__decisions === "string";
}

function isPlain(value: unknown): boolean {
	if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return true;
	if (typeof value !== "object") return false;
	const prototype = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return false;
	return Object.values(value).every(isPlain);
}
