import { readFileSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { machine, type Search } from "./search.ts";

/** Pins the npm package `pulumi`: a script that downloads Pulumi's own build of the CLI when it first runs. */
const pins = join(import.meta.dirname, "npm");

export const tool = "npm";
export const version: string = JSON.parse(readFileSync(join(pins, "package.json"), "utf8")).dependencies
	.pulumi;
export const folder = `pulumi-${version}-npm-${machine}`;

// `npm run -w …` passes its selection of workspaces to every npm that it starts, and the cache has no workspaces.
const noWorkspaces = { npm_config_workspace: undefined, npm_config_workspaces: undefined };

/** Downloads the CLI and its companions into `bin`. */
export async function fill(npm: string, search: Search, bin: string, work: string): Promise<void> {
	const own = (name: string) => join(work, name);
	// Outside the workspace, because node_modules/.bin would hide all other CLIs.
	await cp(pins, work, { recursive: true });
	await mkdir(own("tmp"));
	// npm's default cache may be in a home that is not writable.
	const args = ["ci", "--ignore-scripts", "--no-audit", "--fetch-retries=1", `--cache=${own("npm-cache")}`];
	const env = { PULUMI_HOME: own("home"), PULUMI_VERSION: version, TMPDIR: own("tmp") };
	const timeout = search.limits.npm;
	search.say(`Downloading the Pulumi CLI ${version}, some hundred megabytes.`);
	await search.run(npm, args, { cwd: work, env: noWorkspaces, timeout });
	await search.run(process.execPath, [own("node_modules/pulumi/run.js"), "version"], { env, timeout });
	await rm(bin, { recursive: true });
	await rename(own(`home/versions/${version}/bin`), bin);
}
