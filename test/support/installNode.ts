import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { install, packageManagers } from "./packageManagers.ts";

/** Installs another version of Node.js in a folder, and returns the folder of its `node`. */
export async function installNode(version: string, folder: string): Promise<string> {
	// Its install script installs the program for this machine.
	const manifest = { private: true, dependencies: { node: version }, allowScripts: { node: true } };
	writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
	await install(packageManagers.npm, folder, process.env);
	return join(folder, "node_modules/node/bin");
}
