/** The properties of a resource as Pulumi passes them, before they are parsed. */
export type Properties = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is Properties {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names that begin with two underscores are Pulumi's own or an adapter's: users neither write nor see them. */
export function isInternal(name: string): boolean {
	return name.startsWith("__");
}

/** What Pulumi's engine sends in place of a value that is known only after `pulumi up`. */
export const unknownProperty = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
