import { hash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import envPaths from "env-paths";

/** Identifies a store. The ID of a pool is not enough, because replicas of a pool share it. */
export interface StoreKey {
	readonly userPoolId: string;
	readonly region: string;
	/** Missing for the default endpoint of the Region. */
	readonly endpoint?: string | undefined;
}

export function storesFolder(): string {
	return process.env.COGNITO_FEEDBACK_CACHE ?? envPaths("cognito-feedback", { suffix: "" }).cache;
}

/** The folder of one store, with a name that is valid on any file system. */
export function storeFolder({ userPoolId, region, endpoint = "" }: StoreKey, root = storesFolder()): string {
	const key = hash("sha256", JSON.stringify([userPoolId, region, endpoint]));
	const readable = `${region}-${userPoolId}`.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 80);
	return join(root, `${readable}-${key.slice(0, 12)}`);
}

/** Creates a folder that only its owner can access, or removes other users' permissions from an existing one. */
export function privateFolder(path: string): string {
	mkdirSync(path, { recursive: true, mode: 0o700 });
	chmodSync(path, 0o700);
	return path;
}

/**
 * Removes the folders of all stores, and leaves everything else in the folder around them.
 *
 * @returns the number of stores removed
 */
export function removeStores(root = storesFolder()): number {
	const stores = (existsSync(root) ? readdirSync(root) : []).filter((name) => /-[0-9a-f]{12}$/.test(name));
	for (const name of stores) rmSync(join(root, name), { recursive: true, force: true });
	return stores.length;
}

let running = 0;
let umask = 0;

/**
 * Runs a function with a umask that makes new files readable only by their owner, including those of DuckDB. Other files created
 * meanwhile get fewer permissions, never more.
 */
export async function withPrivateFiles<T>(run: () => Promise<T>): Promise<T> {
	if (running++ === 0) umask = process.umask(0o077);
	try {
		return await run();
	} finally {
		if (--running === 0) process.umask(umask);
	}
}
