import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { plugin } from "../../workbench/project/adapters.ts";
import { pluginIn, repository } from "../../workbench/project/folder.ts";
import { PulumiProject } from "../../workbench/project/project.ts";
import { install, type PackageManager, type PackageManagerName, packageManagers } from "./packageManagers.ts";
import { poolId } from "./program.ts";

/** The properties of a new project that uses the published package. */
export interface Kind {
	readonly manager: PackageManagerName;
	/** `TypeScript 3.8` is Pulumi's compiler for projects that install none. */
	readonly language: "JavaScript" | "TypeScript 3.8" | "TypeScript 5" | "TypeScript 6";
	readonly modules: "CommonJS" | "ES modules";
	/** Whether the program is a package of a workspace. */
	readonly inWorkspace: boolean;
	/** The version of `@pulumi/pulumi`. Default: it is not installed, and a folder above contains this repository's. */
	readonly pulumi?: string;
}

export interface FreshProjectOptions extends Kind {
	readonly provider: string;
	/** The folder of the `node` to run with. */
	readonly node: string;
	readonly endpoint: string;
}

/** Starts a project as a user would: package.json, an installation from the registry, and a program. */
export function freshProject({
	node,
	endpoint,
	provider,
	...kind
}: FreshProjectOptions): Promise<PulumiProject> {
	const { manager: name, inWorkspace, pulumi } = kind;
	const manager: PackageManager = packageManagers[name];
	const at = inWorkspace ? "packages/infrastructure" : pulumi === undefined ? "project" : ".";
	const workspace = JSON.stringify({ name: "fresh", private: true, workspaces: ["packages/*"] });
	// With Plug'n'Play, this folder does not exist, and the plugin is on PATH.
	const installedIn = manager.runBy
		? undefined
		: inWorkspace && manager.hoists
			? "../../node_modules"
			: "node_modules";
	const files = {
		...manager.files,
		...(inWorkspace && {
			"package.json": workspace,
			...manager.workspaceFiles,
		}),
		...inFolder(at, projectFiles(kind, provider, installedIn)),
	};
	return PulumiProject.create({
		at,
		...(manager.runBy && { runBy: manager.runBy }),
		env: {
			PATH: `${node}:${process.env.PATH}`,
			// The compiler checks the package's types as users see them.
			PULUMI_NODEJS_TRANSPILE_ONLY: undefined,
		},
		config: { "cognito-feedback:endpoint": endpoint },
		layOut: async (folder, env) => {
			for (const [path, content] of Object.entries(files)) {
				mkdirSync(dirname(join(folder, path)), { recursive: true });
				writeFileSync(join(folder, path), content);
			}
			if (pulumi === undefined) {
				mkdirSync(join(folder, "node_modules"));
				symlinkSync(join(repository, "node_modules/@pulumi"), join(folder, "node_modules/@pulumi"));
			}
			await install(manager, inWorkspace ? folder : join(folder, at), env);
		},
	});
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(files).map(([name, content]) => [join(folder, name), content]));
}

function projectFiles(
	{ language, modules, pulumi }: Kind,
	provider: string,
	installedIn?: string,
): Record<string, string> {
	const [, version] = /^TypeScript (\d)$/.exec(language) ?? [];
	const compiler = version && {
		typescript: `^${version}.0.0`,
		"ts-node": "^10.9.2",
		"@types/node": "^24.0.0",
	};
	const main = language === "JavaScript" ? "index.js" : "index.ts";
	const isModule = modules === "ES modules";
	const manifest = {
		name: "infrastructure",
		version: "1.0.0",
		private: true,
		...(isModule && { type: "module" }),
		main,
		dependencies: {
			...(pulumi !== undefined && { "@pulumi/pulumi": pulumi }),
			"pulumi-cognito-feedback": `file:${provider}`,
		},
		...(compiler && { devDependencies: compiler }),
	};
	const asWritten = isModule || language !== "JavaScript";
	return {
		"package.json": JSON.stringify(manifest),
		...(pulumi === undefined && { ".npmrc": "legacy-peer-deps=true\n" }),
		"Pulumi.yaml": `name: fresh\nruntime: nodejs\n${installedIn === undefined ? "" : pluginIn(installedIn)}`,
		[main]: asWritten ? program : asCommonJs(program),
		...(compiler && { "tsconfig.json": tsconfig }),
	};
}

/** A program for any version of TypeScript, and for JavaScript with ES modules. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { AuthEventFeedback, AuthEventFeedbackSet, getAuthEventsOutput } from "pulumi-cognito-feedback";

const userPoolId = pulumi.output("${poolId}");
const username = "alice";

const one = new AuthEventFeedback("one", { userPoolId, username, eventId: "e1", feedbackValue: "Valid" });
new AuthEventFeedbackSet("many", { userPoolId, decisions: { e2: { username, feedbackValue: "Invalid" } } });

class ByPlugin extends pulumi.CustomResource {}
new ByPlugin("${plugin.single}", "three", { userPoolId, username, eventId: "e3", feedbackValue: "Valid" });

export const city = one.event.apply((event) => event && event.city);
export const events = getAuthEventsOutput({ userPoolId, username }).apply((all) => all.length);
`;

function asCommonJs(source: string): string {
	return source
		.replace(/import \* as (\w+) from (".+")/g, "const $1 = require($2)")
		.replace(/import (\{.+\}) from (".+")/g, "const $1 = require($2)")
		.replace(/export const (\w+)/g, "exports.$1");
}

/** Strict, with Node.js's module resolution; the package's own types are checked as well. */
const tsconfig = JSON.stringify({
	compilerOptions: {
		strict: true,
		target: "ES2022",
		module: "nodenext",
		moduleResolution: "nodenext",
		types: ["node"],
	},
	files: ["index.ts"],
});
