import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { onPath } from "./executables.ts";
import { reasonOf } from "./failure.ts";
import { type Making, make } from "./making.ts";
import { withPatience } from "./patience.ts";
import { npmPackage, pinned } from "./pins.ts";
import { npmRecipe } from "./recipes.ts";
import { run } from "./run.ts";
import { isWhyNot, type PulumiCli, type Search, type Source, type WhyNot } from "./search.ts";

/** The npm package `pulumi`: a script that downloads Pulumi's own build of the CLI when it first runs. */
export const fromNpm: Source = {
	name: `the npm package pulumi ${pinned.npm}`,
	remedy: "let this machine reach the npm registry and Pulumi's download site, so that npm can fetch the CLI",
	find,
};

async function find(search: Search): Promise<PulumiCli | WhyNot> {
	const npm = onPath("npm", search.env);
	if (!npm) return { why: "no npm on PATH" };
	const most = Math.ceil((search.limits.npmInstall + search.limits.npmDownload) / 60_000);
	search.say(
		`Fetching the Pulumi CLI ${pinned.npm} with the npm package pulumi: some hundred megabytes, ${most} minutes at most.`,
	);
	const found = await make(npmRecipe, "npm", search, (making) => fetch(npm, making, search));
	if (isWhyNot(found)) search.say(`That did not work: ${found.why}.`);
	return found;
}

async function fetch(npm: string, making: Making, search: Search): Promise<WhyNot | undefined> {
	const installed = join(making.work, "npm");
	return (await install(npm, installed, making, search)) ?? (await download(installed, making, search));
}

/** Installs the launcher outside the workspace, whose node_modules/.bin it would shadow every other CLI from. */
async function install(
	npm: string,
	folder: string,
	making: Making,
	search: Search,
): Promise<WhyNot | undefined> {
	await cp(npmPackage, folder, { recursive: true });
	const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"];
	// A cache of its own: the usual one may lie in a home that cannot be written.
	args.push(`--cache=${join(making.work, "npm-cache")}`);
	const ended = await run(npm, args, {
		cwd: folder,
		env: withoutWorkspaces(search.env),
		limit: search.limits.npmInstall,
		signal: search.signal,
	});
	return ended.ok ? undefined : { why: `npm could not install it: ${reasonOf(ended)}` };
}

async function download(folder: string, making: Making, search: Search): Promise<WhyNot | undefined> {
	const home = join(making.work, "pulumi-home");
	const temporary = join(making.work, "tmp");
	await mkdir(temporary);
	const launcher = join(folder, "node_modules", "pulumi", "run.js");
	const ended = await withPatience(search, "Fetching", () =>
		run(process.execPath, [launcher, "version"], {
			env: { ...search.env, PULUMI_HOME: home, PULUMI_VERSION: pinned.npm, TMPDIR: temporary },
			limit: search.limits.npmDownload,
			signal: search.signal,
		}),
	);
	if (!ended.ok) return { why: `its download failed: ${reasonOf(ended)}` };
	await rm(making.bin, { recursive: true });
	await rename(join(home, "versions", pinned.npm, "bin"), making.bin);
	return undefined;
}

/** `npm run -w …` hands its choice of workspaces on to every npm below it, which has none in the cache folder. */
function withoutWorkspaces(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_config_.*workspace/i.test(name)));
}
