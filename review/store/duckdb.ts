import { rmSync } from "node:fs";
import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader, JS } from "@duckdb/node-api";
import { withPrivateFiles } from "./folder.ts";
import type { SqlValue } from "./sql.ts";
import { StoreError, type StoreProblem } from "./storeError.ts";

/** What a statement returns: whole numbers as `number` (`bigint` beyond 2⁵³), times as `Date`, lists as arrays. */
export type Row = Readonly<Record<string, unknown>>;

/** No extension is loaded or fetched, and memory and disk are bounded. */
const settings = {
	autoinstall_known_extensions: "false",
	autoload_known_extensions: "false",
	allow_community_extensions: "false",
	allow_persistent_secrets: "false",
	memory_limit: "512MB",
	max_temp_directory_size: "50GB",
	// What has an order sorts by the time; keeping the order of lines takes memory.
	preserve_insertion_order: "false",
	// A checkpoint would write most of a table again, only to fill up its groups of rows. Groups without rows are dropped anyway.
	max_vacuum_tasks: "0",
};

/** The files that this process has open. */
const opened = new Set<string>();

/** DuckDB, which only this file loads: a command that does not need the store works where it is not installed. */
export class Database {
	readonly #path: string | undefined;
	readonly #instance: DuckDBInstance;
	readonly #connection: DuckDBConnection;
	/** A connection takes one statement after the other. */
	#last: Promise<unknown> = Promise.resolve();

	private constructor(path: string | undefined, instance: DuckDBInstance, connection: DuckDBConnection) {
		this.#path = path;
		this.#instance = instance;
		this.#connection = connection;
	}

	/**
	 * Opens a database.
	 *
	 * @param path The file; in memory without it.
	 * @param spillFolder Where what does not fit the memory goes.
	 * @throws StoreError
	 */
	static async open(path: string | undefined, spillFolder: string): Promise<Database> {
		const { DuckDBInstance } = await loadDuckDb();
		// Its lock is one of processes: a second one in this process would not notice the first.
		if (path !== undefined && opened.has(path)) throw new StoreError("inUse", "open in this process");
		try {
			return await withPrivateFiles(async () => {
				const options = { ...settings, temp_directory: spillFolder };
				const instance = await DuckDBInstance.create(path ?? ":memory:", options);
				if (path !== undefined) opened.add(path);
				return new Database(path, instance, await instance.connect());
			});
		} catch (error) {
			const detail = detailOf(error);
			throw new StoreError(problemOf(detail), detail);
		}
	}

	/** Runs statements that return nothing. */
	async run(sql: string, values: readonly SqlValue[] = []): Promise<void> {
		await this.rows(sql, values);
	}

	/**
	 * The rows of a statement.
	 *
	 * @throws StoreError
	 */
	rows<T extends object = Row>(sql: string, values: readonly SqlValue[] = []): Promise<T[]> {
		const result = this.#last.then(async () => {
			try {
				const reader = await withPrivateFiles(() => this.#connection.runAndReadAll(sql, [...values]));
				return rowsOf(reader) as T[];
			} catch (error) {
				throw this.#failure(detailOf(error));
			}
		});
		this.#last = result.catch(() => {});
		return result;
	}

	/** A part of the file that is broken shows only when it is read. It is removed, so that the next run begins again. */
	#failure(detail: string): StoreError {
		const path = this.#path;
		// The log files that are read may be broken too.
		const isBroken =
			path !== undefined &&
			(/corrupt database file/i.test(detail) || (detail.includes(path) && /read enough bytes/i.test(detail)));
		if (isBroken) for (const end of ["", ".wal"]) rmSync(`${path}${end}`, { force: true });
		return new StoreError(isBroken ? "damaged" : isFull(detail) ? "full" : "statement", detail);
	}

	/** The only row of a statement that always has one. */
	async row<T extends object = Row>(sql: string, values: readonly SqlValue[] = []): Promise<T> {
		const [row] = await this.rows<T>(sql, values);
		if (row === undefined) throw new StoreError("statement", "returned no row");
		return row;
	}

	/** Stops the statement that runs, which then fails. */
	interrupt(): void {
		this.#connection.interrupt();
	}

	async close(): Promise<void> {
		await this.#last;
		await withPrivateFiles(async () => {
			this.#connection.closeSync();
			this.#instance.closeSync();
		});
		if (this.#path !== undefined) opened.delete(this.#path);
	}
}

/** What is wrong, which the library tells only in words. A file that only cannot be reached is not broken. */
function problemOf(detail: string): StoreProblem {
	if (/lock on file|used by another process/i.test(detail)) return "inUse";
	if (isFull(detail)) return "full";
	return broken.test(detail) ? "broken" : "statement";
}

/** Whether the disk, or the quota or limit of the user, ended a statement. */
function isFull(detail: string): boolean {
	return /could not write|no space left/i.test(detail);
}

const broken =
	/not a valid duckdb|storage version|version number|serializ|corrupt|checksum|read enough bytes|replaying wal/i;

async function loadDuckDb(): Promise<typeof import("@duckdb/node-api")> {
	try {
		return await import("@duckdb/node-api");
	} catch (error) {
		throw new StoreError("notInstalled", detailOf(error));
	}
}

/** Read by columns, which takes the library half of the time that rows do. */
function rowsOf(reader: DuckDBResultReader): Row[] {
	const names = reader.columnNames();
	const columns = reader.getColumnsJS().map((values, index) => [names[index] ?? "", values] as const);
	return Array.from({ length: reader.currentRowCount }, (_, index) => {
		const row: Record<string, unknown> = {};
		for (const [name, values] of columns) row[name] = plain(values[index] ?? null);
		return row;
	});
}

function plain(value: JS): unknown {
	if (typeof value === "bigint") {
		const number = Number(value);
		return Number.isSafeInteger(number) ? number : value;
	}
	if (Array.isArray(value)) return value.map(plain);
	if (value === null || typeof value !== "object" || value instanceof Date || value instanceof Uint8Array)
		return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

function detailOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
