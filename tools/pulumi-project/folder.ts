import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Adapter } from "./adapters.ts";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const installed = join(repository, "node_modules");
const compileCache = join(installed, ".cache", "node-compile-cache");
const pluginSdk = fileURLToPath(new URL("pluginSdk.cjs", import.meta.url));

/** As README.md has it: the plugin of the package that is installed in a folder. */
export function pluginIn(modules: string): string {
	return `plugins:
  providers:
    - name: cognito-feedback
      path: ${modules}/pulumi-cognito-feedback/bin
`;
}

/** The URL of the backend in a project's folder. */
export function ownBackend(folder: string): string {
	return `file://${join(folder, "backend")}`;
}

/** What a run of the CLI finds around it: a backend and a home of its own in a folder, and nobody's AWS settings. */
export function ownEnvironment(folder: string): NodeJS.ProcessEnv {
	const own = (name: string) => {
		const path = join(folder, name);
		mkdirSync(path);
		return path;
	};
	own("backend");
	return {
		...withoutAws(process.env),
		PULUMI_BACKEND_URL: ownBackend(folder),
		PULUMI_HOME: own("home"),
		// The language host leaves a folder there after each run.
		TMPDIR: own("tmp"),
		PULUMI_CONFIG_PASSPHRASE: "test",
		PULUMI_SKIP_UPDATE_CHECK: "1",
		// Each run starts Node.js several times; what they compile is the same.
		NODE_COMPILE_CACHE: compileCache,
		// That takes longer than all else of a run, and `npm run typecheck` checks the types of these programs.
		PULUMI_NODEJS_TRANSPILE_ONLY: "true",
		// `@pulumi/aws` is installed for an example; Pulumi would fetch its provider for every program.
		PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
		AWS_ACCESS_KEY_ID: "test",
		AWS_SECRET_ACCESS_KEY: "test",
		AWS_EC2_METADATA_DISABLED: "true",
		// Away from the files of whoever runs the tests.
		AWS_CONFIG_FILE: join(folder, "aws-config"),
		AWS_SHARED_CREDENTIALS_FILE: join(folder, "aws-credentials"),
	};
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|PULUMI)_/.test(name)));
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
