import { rmSync } from "node:fs";
import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader, JS } from "@duckdb/node-api";
import { withPrivateFiles } from "./folder.ts";
import type { SqlValue } from "./sql.ts";
import { StoreError, type StoreProblem } from "./storeError.ts";

/** A row of a result. Whole numbers are `number` (`bigint` beyond 2⁵³), times are `Date`, and lists are arrays. */
export type Row = Readonly<Record<string, unknown>>;

/** No extension is loaded or downloaded, and memory and disk space are limited. */
const settings = {
	autoinstall_known_extensions: "false",
	autoload_known_extensions: "false",
	allow_community_extensions: "false",
	allow_persistent_secrets: "false",
	memory_limit: "512MB",
	max_temp_directory_size: "50GB",
	// Keeping the order of lines takes memory, and queries that need an order sort by time.
	preserve_insertion_order: "false",
	// Vacuuming at a checkpoint would rewrite most of a table to fill its row groups. Empty row groups are dropped anyway.
	max_vacuum_tasks: "0",
};

const opened = new Set<string>();

/** A DuckDB database. DuckDB is loaded only when one is opened, so commands without the store work without DuckDB. */
export class Database {
	readonly #path: string | undefined;
	readonly #instance: DuckDBInstance;
	readonly #connection: DuckDBConnection;
	/** The last statement: a connection runs one statement at a time. */
	#last: Promise<unknown> = Promise.resolve();

	private constructor(path: string | undefined, instance: DuckDBInstance, connection: DuckDBConnection) {
		this.#path = path;
		this.#instance = instance;
		this.#connection = connection;
	}

	/**
	 * Opens a database.
	 *
	 * @param path The database file. Default: in memory.
	 * @param spillFolder The folder for data that does not fit in memory.
	 * @throws StoreError
	 */
	static async open(path: string | undefined, spillFolder: string): Promise<Database> {
		const { DuckDBInstance } = await loadDuckDb();
		// DuckDB's lock is per process, so it does not prevent this process from opening a file twice.
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

	async run(sql: string, values: readonly SqlValue[] = []): Promise<void> {
		await this.rows(sql, values);
	}

	/**
	 * Runs a statement and returns its rows.
	 *
	 * @throws StoreError
	 */
	rows<T extends object = Row>(sql: string, values: readonly SqlValue[] = []): Promise<T[]> {
		const run = () => this.#connection.runAndReadAll(sql, [...values]);
		const rows = this.#last
			.then(() => withPrivateFiles(run))
			.then(rowsOf, (error) => {
				throw this.#failure(error);
			});
		this.#last = rows.catch(() => {});
		return rows as Promise<T[]>;
	}

	/**
	 * Runs a statement and returns its rows in batches, so that a result of any size fits in memory. Later statements wait until
	 * the iteration ends.
	 *
	 * @throws StoreError
	 */
	async *batches<T extends object = Row>(sql: string, values: readonly SqlValue[] = []): AsyncGenerator<T[]> {
		const ended = Promise.withResolvers<void>();
		const earlier = this.#last;
		this.#last = ended.promise;
		await earlier;
		try {
			const result = await withPrivateFiles(() => this.#connection.stream(sql, [...values]));
			const batches = result.yieldRowObjectJs();
			for (;;) {
				// The statement runs while its rows are read, and may write temporary files.
				const { done, value } = await withPrivateFiles(() => batches.next());
				if (done) return;
				yield value.map(plain) as T[];
			}
		} catch (error) {
			throw this.#failure(error);
		} finally {
			ended.resolve();
		}
	}

	/** Removes a file with a broken part, which shows only when it is read, so that the next run rebuilds the store. */
	#failure(error: unknown): StoreError {
		const detail = detailOf(error);
		const path = this.#path;
		// The same error may be about an exported log file.
		const isBroken =
			path !== undefined &&
			(/corrupt database file/i.test(detail) || (detail.includes(path) && /read enough bytes/i.test(detail)));
		if (isBroken) for (const end of ["", ".wal"]) rmSync(`${path}${end}`, { force: true });
		const isFull = problemOf(detail) === "full";
		return new StoreError(isBroken ? "damaged" : isFull ? "full" : "statement", detail);
	}

	async row<T extends object = Row>(sql: string, values: readonly SqlValue[] = []): Promise<T> {
		const [row] = await this.rows<T>(sql, values);
		if (row === undefined) throw new StoreError("statement", "returned no row");
		return row;
	}

	/** Interrupts the running statement, which then fails. */
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

/** The problems of failures by their messages, because the library reports the cause only as text. */
const problems: readonly (readonly [RegExp, StoreProblem])[] = [
	[/lock on file|used by another process/i, "inUse"],
	[/could not write|no space left/i, "full"],
	// A file that cannot be accessed is not broken.
	[
		/not a valid duckdb|storage version|version number|serializ|corrupt|checksum|read enough bytes|replaying wal/i,
		"broken",
	],
];

function problemOf(detail: string): StoreProblem {
	return problems.find(([pattern]) => pattern.test(detail))?.[1] ?? "statement";
}

async function loadDuckDb(): Promise<typeof import("@duckdb/node-api")> {
	try {
		return await import("@duckdb/node-api");
	} catch (error) {
		throw new StoreError("notInstalled", detailOf(error));
	}
}

/** Builds rows from columns, which the library reads in half the time. */
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
