import { constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Database } from "./duckdb.ts";
import { privateFolder, type StoreKey, storeFolder } from "./folder.ts";
import { createStatementTable, schema, storeVersion } from "./schema.ts";
import { Store, type StoreNotice } from "./store.ts";
import { StoreError } from "./storeError.ts";

export interface StoreOptions {
	/** Whether to store the events on disk. */
	readonly cache: boolean;
	/** The days to keep events; older events are removed when the store is opened. Default: all are kept. */
	readonly keepDays?: number;
	/** The folder of all stores. Default: the user's cache folder. */
	readonly root?: string;
	/** The milliseconds to wait for another process to close the store. Default: {@link patience}. */
	readonly patience?: number;
}

/** The endings of a database's files: itself and its log. */
const ends = ["", ".wal"];

/** Long enough for a short command in another process to finish. */
const patience = 1_500;

/**
 * Opens the store of a pool. A store that is broken or has another version is rebuilt. While another process has the store
 * open, this process uses a copy: events that it reads are added only to the copy, and the next process reads them again.
 *
 * @throws StoreError
 */
export async function openStore(key: StoreKey, options: StoreOptions): Promise<Store> {
	const store = options.cache ? await openKept(key, options) : await openTemporary(key);
	if (options.keepDays !== undefined) await store.purge(options.keepDays);
	return store;
}

async function openKept(key: StoreKey, { root, patience: limit = patience }: StoreOptions): Promise<Store> {
	const folder = privateFolder(storeFolder(key, root));
	const path = join(folder, "events.duckdb");
	for (let waited = 0; ; waited += 100)
		try {
			const spill = spillIn(folder);
			const { database, notice } = await openFile(path, spill, key);
			// Files of a process that was terminated; no other process has the store open now.
			for (const name of readdirSync(spill)) rmSync(join(spill, name), { recursive: true, force: true });
			return new Store(key, folder, database, notice);
		} catch (error) {
			if (!(error instanceof StoreError) || error.problem !== "inUse") throw error;
			if (waited >= limit) return openTemporary(key, path);
			// The release of DuckDB's lock cannot be observed.
			await sleep(100);
		}
}

/** Opens a store that is removed with the process: an empty one in memory, or a copy of another. */
async function openTemporary(key: StoreKey, original?: string): Promise<Store> {
	const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-"));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	// The process may end before the store is closed, for example by Ctrl-C.
	process.once("exit", remove);
	const end = () => {
		process.off("exit", remove);
		remove();
	};
	try {
		const copy = original === undefined ? undefined : await copyDatabase(original, folder);
		const { database } = await openFile(copy, spillIn(folder), key);
		return new Store(key, folder, database, original === undefined ? undefined : "copied", end);
	} catch (error) {
		end();
		throw error;
	}
}

/** Opens a file, or a database in memory. A file that is broken or has another version is replaced. */
async function openFile(
	path: string | undefined,
	spill: string,
	key: StoreKey,
): Promise<{ readonly database: Database; readonly notice?: StoreNotice }> {
	const isKept = path !== undefined && existsSync(path);
	const kept = isKept ? await openCurrent(path, spill) : undefined;
	if (isKept && !kept) for (const end of ends) rmSync(path + end, { force: true });
	const database = kept ?? (await create(await Database.open(path, spill), key));
	await database.run(`SET TimeZone = 'UTC'; ${createStatementTable}`);
	return { database, ...(isKept && !kept && { notice: "rebuilt" }) };
}

/** Opens the database in a file; returns `undefined` if it is broken or has another version. */
async function openCurrent(path: string, spill: string): Promise<Database | undefined> {
	let database: Database | undefined;
	try {
		database = await Database.open(path, spill);
		const { version } = await database.row<{ version: number }>("SELECT version FROM store");
		if (version === storeVersion) return database;
	} catch (error) {
		const isBroken = error instanceof StoreError && error.problem === "broken";
		if (database === undefined && !isBroken) throw error;
	}
	await database?.close();
	return undefined;
}

/** Creates the tables in one transaction: if the process ends meanwhile, the store has no tables and is rebuilt. */
async function create(database: Database, key: StoreKey): Promise<Database> {
	await database.run(`BEGIN; ${schema}; COMMIT`);
	await database.run("INSERT INTO store VALUES ($1, $2)", [storeVersion, JSON.stringify(key)]);
	return database;
}

function spillIn(folder: string): string {
	return privateFolder(join(folder, "spill"));
}

/**
 * Copies a database and its log while another process has them open. A write meanwhile can make the copy inconsistent, so it
 * is repeated until neither file changes during the copy.
 *
 * @returns the path of the copy; `undefined` if the files changed during each attempt
 */
async function copyDatabase(path: string, folder: string): Promise<string | undefined> {
	const copy = join(folder, "events.duckdb");
	for (let attempt = 0; attempt < 20; attempt++) {
		const before = stateOf(path);
		for (const end of ends)
			if (existsSync(path + end)) copyFileSync(path + end, copy + end, constants.COPYFILE_FICLONE);
		if (stateOf(path) === before) return copy;
		// The end of another process's write cannot be observed.
		await sleep(50);
	}
	return undefined;
}

function stateOf(path: string): string {
	return ends
		.map((end) => {
			const { size = 0, mtimeMs = 0 } = statSync(path + end, { throwIfNoEntry: false }) ?? {};
			return `${size} ${mtimeMs}`;
		})
		.join(" ");
}
