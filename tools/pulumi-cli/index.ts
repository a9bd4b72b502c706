import { delimiter, dirname, join, sep } from "node:path";
import { gte, parse } from "semver";
import { inCache, make } from "./cache.ts";
import { isBesideOrOnPath, isExecutable, onPath } from "./executables.ts";
import * as go from "./fromGo.ts";
import * as npm from "./fromNpm.ts";
import { failureMessage, type PulumiCliOptions, type Search, searchOf } from "./search.ts";

export interface PulumiCli {
	/** The absolute path of the executable. */
	readonly pulumi: string;
	/** Folders to prepend to PATH so that this CLI runs by name; empty if it is found already. */
	readonly binFolders: string[];
	/** For example "3.255.0". */
	readonly version: string;
}

/** An estimate: within major version 3, an older engine works with a newer SDK, but a much older one would fail tests. */
const oldest = "3.200.0";

/** No CLI is available. The message explains why every way to get one failed, and what to do. */
export class NoPulumiCli extends Error {}

let found: PulumiCli | undefined;

/**
 * Finds a Pulumi CLI, or downloads or builds one into a cache folder outside the repository. Rejects with {@link NoPulumiCli}
 * if nothing works. Pass a `signal` to interrupt it cleanly.
 */
export async function ensurePulumiCli(options: PulumiCliOptions = {}): Promise<PulumiCli> {
	if (options.env) return find(searchOf(options));
	found ??= await find(searchOf(options));
	return found;
}

async function find(search: Search): Promise<PulumiCli> {
	const reasons = new Set<string>();
	const firstOf = async (...ways: (() => Promise<PulumiCli | undefined>)[]) => {
		for (const way of ways) {
			try {
				const cli = await way();
				if (cli) return cli;
			} catch (error) {
				search.signal?.throwIfAborted();
				reasons.add(`  - ${failureMessage(error)}\n`);
			}
		}
		return undefined;
	};
	const kept = [npm, go].map((recipe) => () => findKept(recipe, search));
	const made = [npm, go].map((recipe) => () => makeCli(recipe, search));
	// Another process may be making one.
	const inTurn = () => inCache(search, () => firstOf(...kept, ...made));
	const cli = await firstOf(() => findOnPath(search), ...kept, inTurn);
	if (cli) return cli;
	throw new NoPulumiCli(`No Pulumi CLI was found, and none could be downloaded or built:
${[...reasons].join("")}Do one of these, then try again:
  - install the Pulumi CLI ${oldest} or newer, and add its folder to PATH
  - give this machine access to the npm registry and to Pulumi's download site
  - install Go ${go.pinned("cli", "go")} or newer, and give this machine access to a Go module proxy
Downloads and builds need a folder that can be written; PULUMI_COGNITO_FEEDBACK_CACHE names another one.`);
}

async function findOnPath(search: Search): Promise<PulumiCli> {
	// In npm scripts, PATH starts with node_modules/.bin, where `pulumi` may be a script that downloads a CLI.
	const folders = (search.env.PATH ?? "").split(delimiter);
	const PATH = folders.filter((folder) => !folder.split(sep).includes("node_modules")).join(delimiter);
	const pulumi = onPath("pulumi", { PATH });
	if (!pulumi) throw new Error("no pulumi on PATH");
	const version = await versionOf(pulumi, search);
	if (!gte(version, oldest)) throw new Error(`${pulumi} is ${version}, older than ${oldest}`);
	// Its folder may contain another Node.js, which must not precede the running one.
	const isFirst = pulumi === onPath("pulumi", search.env);
	return { pulumi, binFolders: isFirst ? [] : [dirname(process.execPath), dirname(pulumi)], version };
}

/** A way to make a CLI in the cache. */
type Recipe = typeof npm | typeof go;

async function findKept({ folder, version }: Recipe, search: Search): Promise<PulumiCli> {
	const bin = join(search.cache, folder, "bin");
	const pulumi = join(bin, "pulumi");
	const actual = await versionOf(pulumi, search);
	if (actual !== version) throw new Error(`${pulumi} has version ${actual}, not ${version}`);
	return { pulumi, binFolders: [bin], version };
}

async function makeCli(recipe: Recipe, search: Search): Promise<PulumiCli> {
	const tool = onPath(recipe.tool, search.env);
	if (!tool) throw new Error(`no ${recipe.tool} on PATH`);
	try {
		await make(recipe.folder, search, (bin, work) => recipe.fill(tool, search, bin, work));
		return await findKept(recipe, search);
	} catch (error) {
		if (!search.signal?.aborted) search.say(failureMessage(error));
		throw error;
	}
}

async function versionOf(pulumi: string, search: Search): Promise<string> {
	if (!isExecutable(pulumi)) throw new Error(`no ${pulumi}`);
	// The programs that a Node.js program with dynamic providers needs next to the CLI.
	const companions = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
	const missing = companions.find((name) => !isBesideOrOnPath(name, pulumi, search.env));
	if (missing) throw new Error(`${pulumi} has no ${missing} beside it, nor is one on PATH`);
	// The check for updates would need the network.
	const options = { env: { PULUMI_SKIP_UPDATE_CHECK: "true" }, timeout: search.limits.version };
	const { stdout } = await search.run(pulumi, ["version"], options);
	const version = parse(stdout.split("\n").at(-1))?.version;
	if (!version) throw new Error(`${pulumi} prints no version`);
	return version;
}
