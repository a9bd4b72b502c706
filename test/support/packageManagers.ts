import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "./script.ts";

/** A package manager that users install packages with; each except npm is pinned in package.json. */
export interface PackageManager {
	/** The files of its projects besides package.json; in a workspace, they are in the folder above. */
	readonly files: Readonly<Record<string, string>>;
	readonly workspaceFiles?: Readonly<Record<string, string>>;
	/** Program and arguments. */
	readonly install: readonly string[];
	/** The program that must run Pulumi so that Node.js finds packages and Pulumi the plugin. Default: none. */
	readonly runBy?: readonly string[];
	/** Whether the packages of a workspace are installed in its root. */
	readonly hoists?: boolean;
}

const modules = join(repository, "node_modules");
const yarn4 = join(modules, "@yarnpkg/cli-dist/bin/yarn.js");

/** pnpm refuses to install packages with scripts until they are approved; this one comes with `@pulumi/pulumi`. */
const noProtobufScript = "allowBuilds: { protobufjs: false }\n";

export const packageManagers = {
	npm: {
		files: {},
		hoists: true,
		install: ["npm", "install", "--prefer-offline", "--no-audit", "--no-fund"],
	},
	pnpm: {
		files: { "pnpm-workspace.yaml": noProtobufScript },
		workspaceFiles: { "pnpm-workspace.yaml": `packages: [packages/*]\n${noProtobufScript}` },
		install: [process.execPath, join(modules, "pnpm/bin/pnpm.mjs"), "install", "--prefer-offline"],
	},
	"pnpm without hoisting": {
		files: { "pnpm-workspace.yaml": `${noProtobufScript}hoist: false\n` },
		install: [process.execPath, join(modules, "pnpm/bin/pnpm.mjs"), "install", "--prefer-offline"],
	},
	"Yarn 1": {
		files: {},
		hoists: true,
		install: [
			process.execPath,
			join(modules, "yarn/bin/yarn.js"),
			...["install", "--prefer-offline", "--non-interactive"],
		],
	},
	"Yarn 4": {
		files: { ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "" },
		hoists: true,
		install: [process.execPath, yarn4, "install"],
	},
	"Yarn 4 with Plug'n'Play": {
		files: { ".yarnrc.yml": "nodeLinker: pnp\n", "yarn.lock": "" },
		install: [process.execPath, yarn4, "install"],
		// With the `node` on PATH, which `yarn exec` passes on.
		runBy: ["node", yarn4, "exec"],
	},
} satisfies Record<string, PackageManager>;

export type PackageManagerName = keyof typeof packageManagers;

/** Installs the dependencies of a folder's package.json, from npm's configured registry. */
export async function install(
	{ install: [program = "", ...args] }: PackageManager,
	cwd: string,
	env: NodeJS.ProcessEnv,
): Promise<void> {
	const options = { cwd, env: { ...env, ...registry() }, maxBuffer: 1 << 26 };
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	execFile(program, args, options, (error, stdout, stderr) => {
		if (!error) return resolve();
		const why = "This test installs packages: it needs the npm registry, or a cache that has them.";
		reject(new Error(`${error.message}\n${why}\n${stdout}${stderr}`));
	});
	await promise;
}

/** Yarn 4 ignores npm's settings. */
function registry(): NodeJS.ProcessEnv {
	const setting = (name: string) =>
		execFileSync("npm", ["config", "get", name, "--loglevel=error"], { encoding: "utf8" }).trim();
	const authorities = setting("cafile");
	return {
		YARN_NPM_REGISTRY_SERVER: setting("registry").replace(/\/$/, ""),
		...(authorities !== "null" && { YARN_HTTPS_CA_FILE_PATH: authorities }),
		// Not the files of the person who runs the tests, and without a lock file that CI would not allow to change.
		YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
		YARN_ENABLE_TELEMETRY: "false",
	};
}
