import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import envPaths from "env-paths";

/** What a store is kept apart by: replicas of a pool share its ID. */
export interface StoreKey {
	readonly userPoolId: string;
	readonly region: string;
	/** Missing for the Region's own. */
	readonly endpoint?: string | undefined;
}

/** The folder of all stores. Only its owner may look into it. */
export function storesFolder(): string {
	return process.env.COGNITO_FEEDBACK_CACHE ?? envPaths("cognito-feedback", { suffix: "" }).cache;
}

/** The folder of one store, by names that any file system takes. */
export function storeFolder({ userPoolId, region, endpoint = "" }: StoreKey, root = storesFolder()): string {
	const key = createHash("sha256")
		.update(JSON.stringify([userPoolId, region, endpoint]))
		.digest("hex");
	const readable = `${region}-${userPoolId}`.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 80);
	return join(root, `${readable}-${key.slice(0, 12)}`);
}

/** Makes a folder that no one else may enter, or takes the others' rights to one that exists. */
export function privateFolder(path: string): string {
	mkdirSync(path, { recursive: true, mode: 0o700 });
	chmodSync(path, 0o700);
	return path;
}

/**
 * Removes all stores, with all that lies in their folders; leaves what else is in the folder around them.
 *
 * @returns How many there were.
 */
export function removeStores(root = storesFolder()): number {
	const stores = foldersIn(root).filter((name) => /-[0-9a-f]{12}$/.test(name));
	for (const name of stores) rmSync(join(root, name), { recursive: true, force: true });
	return stores.length;
}

function foldersIn(root: string): string[] {
	try {
		return readdirSync(root);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
		throw error;
	}
}

let running = 0;
let umask = 0;

/**
 * Runs something whose new files only their owner may read: DuckDB creates its own with the rights that the process
 * gives. Other files that are created meanwhile get fewer rights, never more.
 */
export async function withPrivateFiles<T>(run: () => Promise<T>): Promise<T> {
	if (running++ === 0) umask = process.umask(0o077);
	try {
		return await run();
	} finally {
		if (--running === 0) process.umask(umask);
	}
}
