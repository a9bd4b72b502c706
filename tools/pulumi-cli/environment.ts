import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../installPackage.ts";

/** The folder of Node.js's compile cache, independent of the working directory. */
export const compileCache = join(root, "node_modules/.cache/node-compile-cache");

/** The URL of a backend in a project's folder. */
export function ownBackend(folder: string): string {
	return `file://${join(folder, "backend")}`;
}

/** The environment of the CLI: its own backend and home in a folder, and no AWS settings. */
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
		// Each run starts Node.js several times and compiles the same modules.
		NODE_COMPILE_CACHE: compileCache,
		// Checking types takes longer than the rest of a run, and `npm run typecheck` checks these programs anyway.
		PULUMI_NODEJS_TRANSPILE_ONLY: "true",
		// `@pulumi/aws` is installed for an example; Pulumi would download its provider for every program.
		PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
		AWS_ACCESS_KEY_ID: "test",
		AWS_SECRET_ACCESS_KEY: "test",
		AWS_EC2_METADATA_DISABLED: "true",
		// Not the AWS configuration of the person who runs the tests.
		AWS_CONFIG_FILE: join(folder, "aws-config"),
		AWS_SHARED_CREDENTIALS_FILE: join(folder, "aws-credentials"),
	};
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|PULUMI)_/.test(name)));
}
