import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressMacros } from "./address.ts";
import { Database } from "./duckdb.ts";
import { privateFolder, type StoreKey, storeFolder } from "./folder.ts";
import { lineMacros } from "./lines.ts";
import { schema, storeVersion } from "./schema.ts";
import { Store, type StoreNotice } from "./store.ts";
import { StoreError } from "./storeError.ts";

export interface StoreOptions {
	/** Whether to keep the events on disk. */
	readonly cache: boolean;
	/** Removes older events when the store is opened. */
	readonly keepDays?: number;
	/** The folder of all stores. Default: the user's cache folder. */
	readonly root?: string;
}

/**
 * Opens the store of a pool. One that is broken or of another version is begun again.
 *
 * @throws StoreError
 */
export async function openStore(key: StoreKey, { cache, keepDays, root }: StoreOptions): Promise<Store> {
	if (!cache) {
		const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-"));
		const database = await Database.open(undefined, spillIn(folder));
		await create(database, key);
		return new Store(key, folder, database, undefined, () =>
			rmSync(folder, { recursive: true, force: true }),
		);
	}
	const folder = privateFolder(storeFolder(key, root));
	const path = join(folder, "events.duckdb");
	const { database, notice } = await openFile(path, spillIn(folder), key);
	const store = new Store(key, folder, database, notice);
	if (keepDays !== undefined) await store.purge(keepDays);
	return store;
}

async function openFile(
	path: string,
	spill: string,
	key: StoreKey,
): Promise<{ database: Database; notice?: StoreNotice }> {
	const isNew = !existsSync(path);
	try {
		const database = await Database.open(path, spill);
		if (isNew) {
			await create(database, key);
			return { database };
		}
		if (await isCurrent(database)) {
			await prepare(database);
			return { database };
		}
		await database.close();
	} catch (error) {
		if (!(error instanceof StoreError) || error.problem !== "unreadable") throw error;
	}
	for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
	const database = await Database.open(path, spill);
	await create(database, key);
	return { database, notice: "rebuilt" };
}

async function isCurrent(database: Database): Promise<boolean> {
	try {
		const { version } = await database.row<{ version: number }>("SELECT version FROM store");
		return version === storeVersion;
	} catch {
		return false;
	}
}

async function create(database: Database, key: StoreKey): Promise<void> {
	await database.run(`BEGIN; ${schema}; COMMIT`);
	await database.run("INSERT INTO store VALUES ($1, $2)", [storeVersion, JSON.stringify(key)]);
	await prepare(database);
}

async function prepare(database: Database): Promise<void> {
	await database.run(`${addressMacros} ${lineMacros}`);
	await database.run("SET TimeZone = 'UTC'");
}

function spillIn(folder: string): string {
	return privateFolder(join(folder, "spill"));
}
