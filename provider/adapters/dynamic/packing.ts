import type { Evidence } from "../../cognito/evidence.ts";
import type { Properties } from "../codecs.ts";
import { decodeEvidence, encodeEvidence, isInternal, isMap } from "../codecs.ts";
import { NewerStateError } from "../stepError.ts";

/** How this adapter lays out state: evidence is JSON, or a line as a set keeps it. */
const formats = { json: 1, line: 2 } as const;

/**
 * Properties as the dynamic provider keeps them. Pulumi writes its whole state after each step and takes long over nested
 * values, in its SDK, in its messages and in its state; it shows JSON in a string field by field anyway. So the
 * evidence of a single decision and the decisions of a set are JSON in a string.
 *
 * @param values What a step gives.
 * @param original The properties that the step got: what is internal to Pulumi and this adapter stays, and decisions that
 *   came apart, since a part of them is an output, stay so. Of a string Pulumi could not keep a part secret.
 */
export function pack(values: Properties, original: Properties): Properties {
	const internal = Object.fromEntries(Object.entries(original).filter(([name]) => isInternal(name)));
	const packed: Record<string, unknown> = { ...internal, __format: formats.json, ...values };
	if (typeof values.event === "object") packed.event = JSON.stringify(values.event);
	// Decisions that are not known yet come as a string too, and stay what they are.
	if (typeof original.decisions === "string" && isMap(values.decisions))
		packed.decisions = JSON.stringify(values.decisions);
	return packed;
}

/**
 * The same for outputs, in which evidence is a line: half as long as JSON, which the inputs have for a preview to show. What
 * has JSON there from an earlier version keeps it while it is only read, so that a refresh shows no change.
 */
export function packOutputs(values: Properties, original: Properties, old: Properties = {}): Properties {
	const packed = pack(values, original);
	const keepsJson = old.event !== undefined && old.__format !== formats.line;
	if (!isMap(values.event) || keepsJson) return packed;
	return { ...packed, __format: formats.line, event: encodeEvidence(values.event) };
}

/** Packed properties with evidence and decisions as fields. */
export function unpack(properties: Properties): Properties {
	const { __format = formats.json, event } = properties;
	const isLine = __format === formats.line;
	if (!isLine && __format !== formats.json) throw new NewerStateError();
	return {
		...properties,
		...(event !== undefined && { event: isLine ? decodeEvidence(String(event)) : parsed(event) }),
		...(properties.decisions !== undefined && { decisions: unpackDecisions(properties.decisions) }),
	};
}

/** Evidence as an object, where the outputs of a resource hold it as a line, or as JSON. */
export function unpackEvidence(stored: unknown): Evidence | undefined {
	const isLine = typeof stored === "string" && !stored.startsWith("{");
	return (isLine ? decodeEvidence(stored) : parsed(stored)) as Evidence | undefined;
}

/** Decisions as a map. */
export function unpackDecisions(stored: unknown): unknown {
	return parsed(stored);
}

/** What a string holds as JSON. One that a program passed may hold none: it is left to the check, which refuses it. */
function parsed(stored: unknown): unknown {
	if (typeof stored !== "string") return stored;
	try {
		return JSON.parse(stored);
	} catch {
		return stored;
	}
}

/** Decisions as a program passes them: in one string where all of them are plain. */
export function packDecisions(decisions: unknown): unknown {
	return isPlain(decisions) ? JSON.stringify(decisions) : decisions;
}

function isPlain(value: unknown): boolean {
	if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return true;
	if (typeof value !== "object") return false;
	const prototype = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return false;
	return Object.values(value).every(isPlain);
}
