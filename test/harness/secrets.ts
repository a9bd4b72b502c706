/**
 * How Pulumi marks a value as secret.
 *
 * Source: Pulumi's `sdk/go/common/resource/sig/sig.go`.
 */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A secret in a program for the in-process engine, like `pulumi.secret` in a real one. */
export function secret(value: unknown): Readonly<Record<string, unknown>> {
	return { [signatureKey]: secretSignature, value };
}

/** Whether any part of a value is secret. */
export function holdsSecret(value: unknown): boolean {
	if (typeof value !== "object" || value === null) return false;
	return Object.hasOwn(value, signatureKey) || Object.values(value).some(holdsSecret);
}

/** A value with its secrets as plain text, as Pulumi passes it to a dynamic provider. */
export function reveal(value: unknown): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	if (Object.hasOwn(value, signatureKey)) return reveal(Reflect.get(value, "value"));
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, reveal(inner)]));
}
