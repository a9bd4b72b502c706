/** The YAML library, which keeps comments and order. */
export type Yaml = typeof import("yaml");

/** Loads the library when a file is read or written and not before: programs without one start without it. */
export function loadYaml(): Yaml {
	return require("yaml");
}
