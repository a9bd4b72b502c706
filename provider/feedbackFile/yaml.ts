/** The YAML library, which keeps comments and order. */
export type Yaml = typeof import("yaml");

let loaded: Yaml | undefined;

/**
 * Loads the library when a file is first read or written, so programs without one start faster. The module is cached, because
 * Node.js resolves its name again in each call, and every node of a file needs the library.
 */
export function loadYaml(): Yaml {
	loaded ??= require("yaml") as Yaml;
	return loaded;
}
