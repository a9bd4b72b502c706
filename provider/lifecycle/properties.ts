/** The properties of a resource as Pulumi passes them, before anything is known of their types. */
export type Properties = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is Properties {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names that begin with two underscores are Pulumi's own or a front end's: users neither write nor see them. */
export function isInternal(name: string): boolean {
	return name.startsWith("__");
}
