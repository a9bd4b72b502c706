import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inFolder } from "./cached.ts";
import type { Recipe } from "./recipes.ts";
import { isWhyNot, type Origin, type PulumiCli, type Search, type WhyNot } from "./search.ts";

/** How the name of every folder begins that a CLI is being made in. */
const unfinished = "making-";

/** A CLI being made. `work` is a folder to work in, which is removed afterwards; `bin` is to hold the programs. */
export interface Making {
	readonly work: string;
	readonly bin: string;
}

/**
 * Makes a CLI and gives it its final name in the cache by one rename, so that whatever carries that name is whole. Only
 * for the holder of the cache's lock.
 */
export async function make(
	recipe: Recipe,
	origin: Origin,
	search: Search,
	fill: (making: Making) => Promise<WhyNot | undefined>,
): Promise<PulumiCli | WhyNot> {
	const final = join(search.cache, recipe.folder);
	const failed = await makeFolder(final, search, async (making) => {
		const made = (await fill(making)) ?? (await inFolder(dirname(making.bin), recipe, search));
		return isWhyNot(made) ? made : undefined;
	});
	const made = failed ?? (await inFolder(final, recipe, search));
	return isWhyNot(made) ? made : { ...made, origin };
}

/** Makes a folder with programs in `bin`, likewise. */
export async function makeFolder(
	final: string,
	search: Search,
	fill: (making: Making) => Promise<WhyNot | undefined>,
): Promise<WhyNot | undefined> {
	const work = await mkdtemp(join(search.cache, unfinished));
	try {
		const whole = join(work, "whole");
		const making = { work, bin: join(whole, "bin") };
		await mkdir(making.bin, { recursive: true });
		const failed = await fill(making);
		if (!failed) await publish(whole, final, work);
		return failed;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

/** What stands in the way there does not work, or it would have been taken. */
async function publish(whole: string, final: string, work: string): Promise<void> {
	if (existsSync(final)) await rename(final, join(work, "replaced"));
	await rename(whole, final);
}

/** Removes what was left by processes that were killed. Only for the holder of the cache's lock. */
export async function removeUnfinished(cache: string): Promise<void> {
	const left = (await readdir(cache)).filter((name) => name.startsWith(unfinished));
	for (const name of left) await rm(join(cache, name), { recursive: true, force: true });
}
