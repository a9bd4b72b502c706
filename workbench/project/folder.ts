import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Adapter } from "./adapters.ts";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const installed = join(repository, "node_modules");
const pluginSdk = fileURLToPath(new URL("pluginSdk.cjs", import.meta.url));

/** The plugin of the package installed in a folder, configured as in README.md. */
export function pluginIn(modules: string): string {
	return `plugins:
  providers:
    - name: cognito-feedback
      path: ${modules}/pulumi-cognito-feedback/bin
`;
}

/** A `PATH` without the folders that contain one of these programs. */
export function pathWithout(programs: readonly string[], path: string = process.env.PATH ?? ""): string {
	const hasOne = (folder: string) => programs.some((program) => existsSync(join(folder, program)));
	return path
		.split(delimiter)
		.filter((folder) => !hasOne(folder))
		.join(delimiter);
}

/** Makes a project's `node_modules` a link to this repository's installed packages. */
export function linkPackages(modules: string): void {
	symlinkSync(installed, modules);
}

/**
 * Installs this repository's packages, with this package as a copy that a test can change. Pulumi searches for the
 * package in the folders above its own, so Pulumi is copied too.
 */
export function copyPackage(modules: string): void {
	const scope = "@pulumi";
	mkdirSync(join(modules, scope), { recursive: true });
	for (const name of ["pulumi-cognito-feedback", `${scope}/pulumi`])
		cpSync(join(installed, name), join(modules, name), { recursive: true });
	const others = [installed, join(installed, scope)].flatMap((folder) =>
		readdirSync(folder).map((name) => relative(installed, join(folder, name))),
	);
	for (const name of others) {
		const path = join(modules, name);
		if (!existsSync(path)) symlinkSync(join(installed, name), path);
	}
}

/** Copies one of `examples` to a folder. */
export function copyExample(name: string, folder: string): void {
	cpSync(join(repository, "examples", name), folder, { recursive: true });
}

/** Makes a folder a project of a program `index.js`, which must still be written. */
export function layOutProgram(folder: string, adapter: Adapter): void {
	const isPlugin = adapter.name === "plugin";
	const project = `name: test\nruntime: nodejs\n${isPlugin ? pluginIn("node_modules") : ""}`;
	writeFileSync(join(folder, "Pulumi.yaml"), project);
	writeFileSync(join(folder, "package.json"), '{ "name": "test", "main": "index.js" }');
	if (isPlugin) cpSync(pluginSdk, join(folder, "pluginSdk.cjs"));
}
