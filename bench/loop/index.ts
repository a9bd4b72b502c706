import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PoolSize } from "../../workbench/pool.ts";

export interface LoopOptions {
	readonly endpoint: string;
	readonly pool: PoolSize;
	readonly decisions: number;
	/** How many requests are in progress at once. */
	readonly concurrency: number;
}

/**
 * Submits decisions with nothing but the AWS SDK, in a fresh process, as the provider's is fresh too. In seconds, of
 * the requests only: the start of a process and loading the SDK are in what else the floor is made of.
 */
export async function sdkLoop(options: LoopOptions): Promise<number> {
	const main = fileURLToPath(new URL("main.ts", import.meta.url));
	const { stdout } = await promisify(execFile)(process.execPath, [main, JSON.stringify(options)]);
	return Number(stdout);
}
