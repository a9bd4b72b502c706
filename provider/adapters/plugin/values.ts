import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { omitUndefined } from "../../cognito/values.ts";
import type { Properties } from "../codecs.ts";
import { isInternal, isMap } from "../codecs.ts";

/**
 * How Pulumi marks a value as secret: an object with these two keys beside the value.
 *
 * Source: Pulumi's provider protocol; `sdk/go/common/resource/sig/sig.go`.
 */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Which parts of a value are secret: all of it, or named parts. */
export type Secrets = true | ReadonlyMap<string, Secrets>;

/** Properties as received: plain values, and separately which of them are secret. */
export interface Received {
	readonly values: Properties;
	readonly secrets?: Secrets;
}

/** Reads properties that Pulumi sends. A null counts as missing. */
export function receive(struct: Struct | undefined): Received {
	const { value, secrets } = reveal(struct?.toJavaScript() ?? {});
	return { values: value as Properties, ...(secrets && { secrets }) };
}

/** Encodes properties for Pulumi: without this adapter's internal ones, and with the secrets of those received. */
export function send(values: object, ...received: readonly Received[]): Struct {
	const own = Object.fromEntries(
		Object.entries(omitUndefined(values as Properties)).filter(([name]) => !isInternal(name)),
	);
	const secrets = received.map((each) => each.secrets).reduce(either, undefined);
	return Struct.fromJavaScript(conceal(own, secrets) as Record<string, JavaScriptValue>);
}

interface Revealed {
	readonly value: unknown;
	readonly secrets?: Secrets | undefined;
}

function reveal(value: JavaScriptValue): Revealed {
	if (Array.isArray(value)) {
		const items = value.map(reveal);
		return {
			value: items.map(({ value }) => value),
			...(items.some(({ secrets }) => secrets) && { secrets: true }),
		};
	}
	if (typeof value !== "object" || value === null) return { value };
	const { [signatureKey]: signature, value: hidden = null } = value as Record<string, JavaScriptValue>;
	if (signature === secretSignature) return { value: reveal(hidden).value, secrets: true };
	const fields = Object.entries(value)
		.map(([name, field]) => [name, reveal(field)] as const)
		.filter(([, { value }]) => value !== null);
	const secrets = new Map(fields.flatMap(([name, field]) => (field.secrets ? [[name, field.secrets]] : [])));
	return {
		value: Object.fromEntries(fields.map(([name, { value }]) => [name, value])),
		...(secrets.size > 0 && { secrets }),
	};
}

function conceal(value: unknown, secrets: Secrets | undefined): unknown {
	if (secrets === undefined) return value;
	if (secrets === true || !isMap(value)) return { [signatureKey]: secretSignature, value };
	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [name, conceal(field, secrets.get(name))]),
	);
}

/** The union of two sets of secrets. */
function either(one: Secrets | undefined, other: Secrets | undefined): Secrets | undefined {
	if (one === undefined || other === undefined) return one ?? other;
	if (one === true || other === true) return true;
	const names = new Set([...one.keys(), ...other.keys()]);
	return new Map([...names].map((name) => [name, either(one.get(name), other.get(name)) ?? true]));
}
