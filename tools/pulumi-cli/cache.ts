import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { lock } from "proper-lockfile";
import type { Search } from "./search.ts";

/** The prefix of unfinished folders. */
const unfinished = "making-";

/** Runs long work that writes to the cache, in one process at a time, and reports regularly that it continues. */
export async function inCache<T>(search: Search, work: () => Promise<T>): Promise<T> {
	const { cache } = search;
	await mkdir(cache, { recursive: true });
	const release = await locked(search);
	const start = Date.now();
	const progress = () => search.say(`Still running after ${Math.round((Date.now() - start) / 1000)} s.`);
	const timer = setInterval(progress, search.limits.progress);
	try {
		// Folders left by processes that were killed.
		const left = (await readdir(cache)).filter((name) => name.startsWith(unfinished));
		for (const name of left) await rm(join(cache, name), { recursive: true });
		return await work();
	} finally {
		clearInterval(timer);
		await release().catch(() => {});
	}
}

async function locked({ cache, say, signal }: Search): Promise<() => Promise<void>> {
	// If another process takes the lock anyway, both make a folder, and the last one is kept.
	const options = { lockfilePath: join(cache, "cache.lock"), stale: 15_000, onCompromised: () => {} };
	for (let attempts = 0; ; attempts++) {
		try {
			return await lock(cache, options);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
		}
		if (attempts % 120 === 0) say("Waiting for another process, which is getting the Pulumi CLI too.");
		await wait(250, undefined, { signal });
	}
}

/**
 * Makes a folder in the cache, which gets its final name when it is complete. Use it in {@link inCache}.
 *
 * @param fill Writes programs to `bin`. `work` is removed afterwards.
 */
export async function make(
	folder: string,
	{ cache }: Search,
	fill: (bin: string, work: string) => Promise<void>,
): Promise<void> {
	const work = await mkdtemp(join(cache, unfinished));
	try {
		const complete = join(work, "complete");
		await mkdir(join(complete, "bin"), { recursive: true });
		await fill(join(complete, "bin"), work);
		// An existing folder does not work, or it would have been used.
		await rm(join(cache, folder), { recursive: true, force: true });
		await rename(complete, join(cache, folder));
	} finally {
		await rm(work, { recursive: true, force: true, maxRetries: 3 });
	}
}
