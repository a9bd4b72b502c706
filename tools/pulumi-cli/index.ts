import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { cached } from "./cached.ts";
import { cacheFolder } from "./cacheFolder.ts";
import { fromGo } from "./fromGo.ts";
import { fromNpm } from "./fromNpm.ts";
import { type Limits, usualLimits } from "./limits.ts";
import { withLock } from "./lock.ts";
import { removeUnfinished } from "./making.ts";
import { cacheTrouble, NoPulumiCli } from "./notFound.ts";
import { onPath } from "./onPath.ts";
import { firstOf, type PulumiCli, type Reasons, type Search } from "./search.ts";

export { NoPulumiCli } from "./notFound.ts";
export type { Origin, PulumiCli } from "./search.ts";

export interface PulumiCliOptions {
	/** Is told, line by line, what takes long and what went wrong on the way. */
	readonly say?: (line: string) => void;
	readonly env?: NodeJS.ProcessEnv;
	/** Ends the search: programs under way are ended and half-made folders removed before the promise rejects. */
	readonly signal?: AbortSignal;
	readonly limits?: Partial<Limits>;
}

/**
 * Finds a Pulumi CLI, or fetches or builds one into a cache folder outside the repository. Rejects with
 * {@link NoPulumiCli} where nothing works. To be interrupted cleanly it needs a `signal`.
 */
export async function ensurePulumiCli(options: PulumiCliOptions = {}): Promise<PulumiCli> {
	const search = searchOf(options);
	const reasons: Reasons = new Map();
	const found = (await firstOf([onPath, cached], search, reasons)) ?? (await intoCache(search, reasons));
	if (!found) throw new NoPulumiCli(reasons);
	return found;
}

/** What {@link ensurePulumiCli} and its like search with. */
export function searchOf(options: PulumiCliOptions): Search {
	const env = options.env ?? process.env;
	return {
		say: options.say ?? (() => {}),
		env,
		signal: options.signal,
		limits: { ...usualLimits, ...options.limits },
		cache: cacheFolder(env),
	};
}

/** The sources that write to the cache: one process at a time, and what another one made meanwhile will do. */
async function intoCache(search: Search, reasons: Reasons): Promise<PulumiCli | undefined> {
	try {
		await mkdir(search.cache, { recursive: true });
		await access(search.cache, constants.W_OK);
	} catch (error) {
		reasons.set(...cacheTrouble(search.cache, error));
		return undefined;
	}
	return withLock(search, async () => {
		await removeUnfinished(search.cache);
		return firstOf([cached, fromNpm, fromGo], search, reasons);
	});
}
