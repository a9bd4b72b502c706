import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./script.ts";

/** The parts of a package.json that tests check. */
export interface Manifest {
	readonly name?: string;
	readonly version?: string;
	readonly license?: string;
	readonly keywords?: readonly string[];
	readonly scripts?: Readonly<Record<string, string>>;
	readonly engines?: Readonly<Record<string, string>>;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The package.json of one of this repository's folders. */
export function readManifest(folder = "."): Manifest {
	return JSON.parse(readText(join(folder, "package.json")));
}

export function readText(path: string): string {
	return readFileSync(join(repository, path), "utf8");
}
