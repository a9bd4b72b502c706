import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PoolSize } from "../../workbench/pool.ts";

export interface LoopOptions {
	readonly endpoint: string;
	readonly pool: PoolSize;
	readonly decisions: number;
	/** The number of requests in progress at once. */
	readonly concurrency: number;
}

/**
 * Submits decisions with only the AWS SDK, in a new process, as the provider's process is new too. Returns the seconds of the
 * requests alone: starting a process and loading the SDK belong to the rest of the floor.
 */
export async function sdkLoop(options: LoopOptions): Promise<number> {
	const main = fileURLToPath(new URL("main.ts", import.meta.url));
	const { stdout } = await promisify(execFile)(process.execPath, [main, JSON.stringify(options)]);
	return Number(stdout);
}
