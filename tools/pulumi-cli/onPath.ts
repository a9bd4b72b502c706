import { realpathSync } from "node:fs";
import { dirname, sep } from "node:path";
import { allOnPath } from "./executables.ts";
import { inspect } from "./inspect.ts";
import { isWhyNot, type PulumiCli, type Search, type Source, type WhyNot } from "./search.ts";
import { isAtLeast, oldestGoodVersion } from "./version.ts";

/** The CLI that the user has installed. */
export const onPath: Source = {
	name: "on PATH",
	remedy:
		`install the Pulumi CLI ${oldestGoodVersion} or newer (Pulumi's installer or a package manager) ` +
		"and have its folder on PATH",
	find,
};

async function find(search: Search): Promise<PulumiCli | WhyNot> {
	const all = allOnPath("pulumi", search.env);
	const pulumi = all.find((file) => !isNpmLauncher(file));
	if (!pulumi)
		return { why: all.length > 0 ? `${all[0]} is only the launcher of an npm package` : "no pulumi" };
	const found = await suitable(pulumi, search);
	if (isWhyNot(found)) {
		search.say(`Passing over the Pulumi CLI on PATH: ${found.why}.`);
		return found;
	}
	return { pulumi, binFolders: pulumi === all[0] ? [] : inFront(pulumi), ...found, origin: "path" };
}

async function suitable(pulumi: string, search: Search): Promise<{ version: string } | WhyNot> {
	const found = await inspect(pulumi, search);
	if (isWhyNot(found) || isAtLeast(found.version, oldestGoodVersion)) return found;
	return { why: `${pulumi} is ${found.version}, older than ${oldestGoodVersion}` };
}

/** Inside npm scripts PATH begins with node_modules/.bin, where `pulumi` would be a script that downloads a CLI. */
function isNpmLauncher(file: string): boolean {
	return [file, realpathSync(file)].some((path) => path.split(sep).includes("node_modules"));
}

/** The folder that holds `pulumi` may hold another Node too, which must not come before the one that runs now. */
function inFront(pulumi: string): string[] {
	return [dirname(process.execPath), dirname(pulumi)];
}
