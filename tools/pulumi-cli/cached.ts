import { existsSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "./inspect.ts";
import { goRecipe, npmRecipe, type Recipe } from "./recipes.ts";
import { isWhyNot, type PulumiCli, type Search, type Source, type WhyNot } from "./search.ts";

/** The CLI that was fetched or built before. Of two, the fetched one: it is Pulumi's own build, and newer. */
export const cached: Source = { name: "kept from before", find };

async function find(search: Search): Promise<PulumiCli | WhyNot> {
	const reasons: string[] = [];
	for (const recipe of [npmRecipe, goRecipe]) {
		const folder = join(search.cache, recipe.folder);
		if (!existsSync(folder)) continue;
		const found = await inFolder(folder, recipe, search);
		if (!isWhyNot(found)) return found;
		reasons.push(found.why);
	}
	return { why: reasons.join("; ") || `none in ${search.cache}` };
}

/** The CLI in a folder of the cache. Its name alone says that it is whole, but files can be lost later. */
export async function inFolder(folder: string, recipe: Recipe, search: Search): Promise<PulumiCli | WhyNot> {
	const bin = join(folder, "bin");
	const pulumi = join(bin, "pulumi");
	const found = await inspect(pulumi, search);
	if (isWhyNot(found)) return found;
	if (found.version !== recipe.version) {
		return { why: `${pulumi} says that it is ${found.version}, not ${recipe.version}` };
	}
	return { pulumi, binFolders: [bin], ...found, origin: "cache" };
}
