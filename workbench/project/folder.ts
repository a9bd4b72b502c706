import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Adapter } from "./adapters.ts";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const installed = join(repository, "node_modules");
const pluginSdk = fileURLToPath(new URL("pluginSdk.cjs", import.meta.url));

/** As README.md has it: the plugin of the package that is installed in a folder. */
export function pluginIn(modules: string): string {
	return `plugins:
  providers:
    - name: cognito-feedback
      path: ${modules}/pulumi-cognito-feedback/bin
`;
}

/** The folders of a `PATH` that have none of these programs. */
export function pathWithout(programs: readonly string[], path: string = process.env.PATH ?? ""): string {
	const hasOne = (folder: string) => programs.some((program) => existsSync(join(folder, program)));
	return path
		.split(delimiter)
		.filter((folder) => !hasOne(folder))
		.join(delimiter);
}

/** Installs the packages of this repository in a project's `node_modules`, as a link to them all. */
export function linkPackages(modules: string): void {
	symlinkSync(installed, modules);
}

/**
 * The same, with this package as a copy that a test can change. Pulumi looks for the package from its own folder
 * upward, so that lies in the project as well.
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

/** Makes a folder a copy of one of `examples`. */
export function copyExample(name: string, folder: string): void {
	cpSync(join(repository, "examples", name), folder, { recursive: true });
}

/** Makes a folder a project of a program, `index.js`, which is still to be written. */
export function layOutProgram(folder: string, adapter: Adapter): void {
	const isPlugin = adapter.name === "plugin";
	const project = `name: test\nruntime: nodejs\n${isPlugin ? pluginIn("node_modules") : ""}`;
	writeFileSync(join(folder, "Pulumi.yaml"), project);
	writeFileSync(join(folder, "package.json"), '{ "name": "test", "main": "index.js" }');
	if (isPlugin) cpSync(pluginSdk, join(folder, "pluginSdk.cjs"));
}
