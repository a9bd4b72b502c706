/**
 * Puts a decision's evidence into state as JSON. Pulumi rewrites the whole state after each step and takes long over
 * nested values: 500 decisions are updated in two thirds of the time that their evidence as fields takes. It shows JSON
 * in a string field by field.
 */
export function storeEvidence<T extends object>(properties: T & { readonly event?: unknown }): T {
	const { event } = properties;
	return typeof event === "object" ? { ...properties, event: JSON.stringify(event) } : properties;
}

/** The properties of a decision with its evidence as fields. */
export function restoreEvidence<T extends object>(properties: T & { readonly event?: unknown }): T {
	return typeof properties.event === "string"
		? { ...properties, event: parseEvidence(properties.event) }
		: properties;
}

/** Evidence as an object, where state holds it as JSON. */
export function parseEvidence(stored: unknown): unknown {
	return typeof stored === "string" ? JSON.parse(stored) : stored;
}
