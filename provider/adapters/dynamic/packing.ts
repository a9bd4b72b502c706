import type { Evidence } from "../../cognito/evidence.ts";
import type { Properties } from "../codecs.ts";
import { decodeEvidence, encodeEvidence, isInternal, isMap } from "../codecs.ts";
import { NewerStateError } from "../stepError.ts";

/** The versions of this adapter's state layout. Evidence in outputs is JSON, or one line as in a set. */
const formats = { json: 1, line: 2 } as const;

/**
 * Packs properties for the dynamic provider. Pulumi writes its whole state after each step, and its SDK, messages and state are
 * slow with nested values; it shows JSON in a string field by field anyway. So the evidence of a single decision and the
 * decisions of a set become JSON in a string.
 *
 * @param values What a step returns.
 * @param original The properties that the step received. Properties internal to Pulumi or this adapter are copied from these.
 *   Decisions that arrived as a map remain one, since one of them may be an unknown output, and Pulumi could not keep a part of
 *   a string secret.
 */
export function pack(values: Properties, original: Properties): Properties {
	const internal = Object.fromEntries(Object.entries(original).filter(([name]) => isInternal(name)));
	const packed: Record<string, unknown> = { ...internal, __format: formats.json, ...values };
	if (typeof values.event === "object") packed.event = JSON.stringify(values.event);
	// Unknown decisions arrive as a string too, and are passed on unchanged.
	if (typeof original.decisions === "string" && isMap(values.decisions))
		packed.decisions = JSON.stringify(values.decisions);
	return packed;
}

/**
 * Packs outputs. Their evidence is one line, half as long as the JSON that the inputs keep for previews. Evidence that an
 * earlier version stored as JSON stays JSON while it is only read, so a refresh shows no change.
 */
export function packOutputs(values: Properties, original: Properties, old: Properties = {}): Properties {
	const packed = pack(values, original);
	const keepsJson = old.event !== undefined && old.__format !== formats.line;
	if (!isMap(values.event) || keepsJson) return packed;
	return { ...packed, __format: formats.line, event: encodeEvidence(values.event) };
}

/**
 * Whether packed properties have so many decisions, several thousand, that garbage should be collected before they are sent:
 * Pulumi's SDK turns a string into an array of numbers, 8 bytes for each character, and copies it several times as it grows.
 */
export function isLarge(properties: unknown): boolean {
	return isMap(properties) && String(properties.decisions).length >= 500_000;
}

/** Unpacks properties: evidence and decisions become fields. */
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

/** Parses the evidence of a resource's outputs, whether it is one line or JSON. */
export function unpackEvidence(stored: unknown): Evidence | undefined {
	const isLine = typeof stored === "string" && !stored.startsWith("{");
	return (isLine ? decodeEvidence(stored) : parsed(stored)) as Evidence | undefined;
}

/** Parses decisions into a map. */
export function unpackDecisions(stored: unknown): unknown {
	return parsed(stored);
}

/** Parses JSON. A string of a program that is not JSON is returned unchanged, and the check rejects it. */
function parsed(stored: unknown): unknown {
	if (typeof stored !== "string") return stored;
	try {
		return JSON.parse(stored);
	} catch {
		return stored;
	}
}

/** Packs the decisions that a program passes into one string if all of them are plain values. */
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
