import { join } from "node:path";
import type { UserEvent } from "../listing/listPool.ts";
import type { Statement } from "../statements.ts";
import type { Database } from "./duckdb.ts";
import { batches, type FileToRead, fileToRead } from "./fileList.ts";
import { privateFolder, type StoreKey } from "./folder.ts";
import { insertListing } from "./lines.ts";
import { MergedEvents, purge } from "./merge.ts";
import { FileReader } from "./readFiles.ts";
import { addReadings, nothingRead, type Reading } from "./reading.ts";
import { createLineTable, createStatementTable } from "./schema.ts";
import { timestamp } from "./sql.ts";

/** A notice to the user about opening the store: it was rebuilt, or copied because another process has it open. */
export type StoreNotice = "rebuilt" | "copied";

/** A row of the relation `coverage`, which records what was read and when. */
export interface Coverage {
	readonly source: string;
	readonly since?: string | undefined;
	readonly until?: string | undefined;
	/** The filter of the source, as JSON. */
	readonly filter: string;
	readonly reading: Reading;
}

interface FilesContext {
	/** The source of the files, as in the coverage. */
	readonly source: string;
	/** The maximum time of one pass over a batch of files, in milliseconds. Default: by their size. */
	readonly timeLimit?: number;
	/** Called before each batch of files with the number of files read so far, and the total. */
	readonly onProgress?: (done: number, of: number) => void;
}

/** The maximum number of events to insert in one statement. */
const eventsAtOnce = 5000;

/** The events of one pool. SQL of other modules reads the relations `events` and `coverage`. */
export class Store {
	readonly key: StoreKey;
	/** The folder of the store, which can also contain other caches of the same pool. */
	readonly folder: string;
	readonly notice: StoreNotice | undefined;
	readonly #database: Database;
	readonly #end: () => void;

	constructor(
		key: StoreKey,
		folder: string,
		database: Database,
		notice?: StoreNotice,
		end: () => void = () => {},
	) {
		this.key = key;
		this.folder = folder;
		this.notice = notice;
		this.#database = database;
		this.#end = end;
	}

	/** A folder for temporary files, which only its owner can access. */
	get spillFolder(): string {
		return privateFolder(join(this.folder, "spill"));
	}

	readonly rows: Database["rows"] = (sql, values) => this.#database.rows(sql, values);
	readonly batches: Database["batches"] = (sql, values) => this.#database.batches(sql, values);

	/** Reads exported lines from files and merges them. Files that were read before and have not changed are skipped. */
	async addFiles(
		paths: readonly string[],
		{ source, onProgress, timeLimit }: FilesContext,
	): Promise<Reading> {
		const read = await this.rows<ReadFile>("SELECT path, size, modified FROM read_file");
		const known = new Set(read.map(stateOf));
		const linkFolder = this.spillFolder;
		const all = paths.map((path) => fileToRead(path, linkFolder));
		const files = all.filter((file) => !known.has(stateOf(file)));
		const unchanged = all.length - files.length;
		if (files.length === 0) return { ...nothingRead, unchanged };
		const merged = new MergedEvents(this.#database);
		await merged.begin();
		let reading: Reading = { ...nothingRead, unchanged };
		let done = 0;
		for (const batch of batches(files)) {
			onProgress?.(done, files.length);
			reading = addReadings(reading, await this.#readBatch(batch, source, merged, timeLimit));
			done += batch.length;
		}
		return { ...reading, events: await merged.count() };
	}

	/** Reads files and merges their lines in one transaction, so they are kept even if a later file ends the run. */
	async #readBatch(
		files: readonly FileToRead[],
		source: string,
		merged: MergedEvents,
		timeLimit?: number,
	): Promise<Reading> {
		const reader = new FileReader(this.#database, this.key.userPoolId, timeLimit);
		const read = await reader.read(files.map(({ name }) => name));
		const failed = new Set(read.failures.map(({ place }) => place));
		const whole = files.filter(({ name }) => !failed.has(name));
		await this.#transaction(async () => {
			await merged.merge("log");
			await this.#database.run(
				`INSERT INTO read_file SELECT unnest(from_json($1, '[{"path":"VARCHAR","size":"BIGINT","modified":"VARCHAR"}]'), recursive := true), $2`,
				[JSON.stringify(whole), source],
			);
		});
		const pathOf = new Map(files.map(({ name, path }) => [name, path]));
		const failures = read.failures.map(({ place, reason }) => ({
			place: pathOf.get(place) ?? place,
			reason,
		}));
		return { ...read, failures, events: 0 };
	}

	/** Adds events from Cognito's API, whose values take precedence over those of a log. */
	async addEvents(events: readonly UserEvent[]): Promise<Reading> {
		if (events.length === 0) return nothingRead;
		await this.#database.run(createLineTable);
		for (let first = 0; first < events.length; first += eventsAtOnce)
			await this.#database.run(insertListing, [JSON.stringify(events.slice(first, first + eventsAtOnce))]);
		const merged = new MergedEvents(this.#database);
		await merged.begin();
		await this.#transaction(() => merged.merge("api"));
		return { ...nothingRead, lines: events.length, events: await merged.count() };
	}

	/** Replaces users' statements: at most one for each event. They are kept while the store is open. */
	async setStatements(statements: readonly Statement[]): Promise<void> {
		await this.#database.run(createStatementTable);
		await this.#database.run(
			`INSERT INTO statements SELECT unnest(from_json($1, '[{"eventId":"VARCHAR","wasMe":"BOOLEAN","at":"TIMESTAMP","sameSession":"BOOLEAN"}]'), recursive := true)`,
			[JSON.stringify(statements)],
		);
	}

	async addCoverage({ source, since, until, filter, reading }: Coverage): Promise<void> {
		await this.#database.run(
			`INSERT INTO coverage VALUES ($1, CAST($2 AS TIMESTAMP), CAST($3 AS TIMESTAMP), $4, $5, $6, $7, $8,
				CAST($9 AS TIMESTAMP))`,
			[
				source,
				since === undefined ? null : timestamp(since),
				until === undefined ? null : timestamp(until),
				filter,
				reading.lines,
				reading.events,
				JSON.stringify(reading.skipped),
				reading.complete,
				timestamp(),
			],
		);
	}

	async #transaction(run: () => Promise<void>): Promise<void> {
		await this.#database.run("BEGIN");
		try {
			await run();
			await this.#database.run("COMMIT");
		} catch (error) {
			// A failed COMMIT has rolled back already.
			await this.#database.run("ROLLBACK").catch(() => {});
			throw error;
		} finally {
			await this.#database.run("DROP TABLE IF EXISTS line").catch(() => {});
		}
	}

	/** Disables file access, so that later statements can access only the store. */
	async seal(): Promise<void> {
		await this.#database.run("SET enable_external_access = false");
	}

	async purge(days: number): Promise<void> {
		const before = timestamp(Date.now() - days * 86_400_000);
		await this.#transaction(() => purge(this.#database, before));
	}

	async close(): Promise<void> {
		await this.#database.close();
		this.#end();
	}
}

type ReadFile = Pick<FileToRead, "path" | "size" | "modified">;

/** Identifies a file as long as it does not change. */
function stateOf({ path, size, modified }: ReadFile): string {
	return `${size} ${modified} ${path}`;
}
