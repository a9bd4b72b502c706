/** The properties of a resource as Pulumi passes them, before anything is known of their types. */
export type Properties = Readonly<Record<string, unknown>>;

/** Names that begin with two underscores are Pulumi's own or a front end's: users neither write nor see them. */
export function isInternal(name: string): boolean {
	return name.startsWith("__");
}

/** A copy without the entries that are `undefined`, which Pulumi cannot store. */
export function defined<T extends object>(properties: T): T {
	return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
