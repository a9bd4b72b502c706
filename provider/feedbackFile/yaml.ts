/** The YAML library, which keeps comments and order. */
export type Yaml = typeof import("yaml");

let loaded: Yaml | undefined;

/**
 * Loads the library when a file is read or written and not before: programs without one start without it. Kept, since
 * Node.js resolves the name again in each call, and every node of a file needs the library.
 */
export function loadYaml(): Yaml {
	loaded ??= require("yaml") as Yaml;
	return loaded;
}
