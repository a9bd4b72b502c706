import { closeSync, openSync, readSync } from "node:fs";
import type { Database } from "./duckdb.ts";
import { readLines } from "./lines.ts";
import { nothingRead, type Reading, type ReadingFailure, type Skipped, type SkipReason } from "./reading.ts";
import { createLineTable } from "./schema.ts";
import { literal, literals, type SqlValue } from "./sql.ts";
import { StoreError } from "./storeError.ts";
import { objectsIn, unwrapped } from "./unwrap.ts";

/** The longest line that is read as one; more is read as objects, of which none may be longer than {@link longestObject}. */
const longestLine = 2 * 1024 * 1024;
const longestObject = 16 * 1024 * 1024;

/** How many characters of lines are split at once. */
const splitAtOnce = 32 * 1024 * 1024;

/** A message may be wrapped several times: a batch of messages that are objects with a message. */
const deepestWrapping = 4;

/** Sources of events; `USER_ACTIVITY` is what AWS documents, and `USER_AUTH_EVENTS` what real lines have. */
const eventSources = ["useractivity", "userauthevents"];

const compressions = { gzip: [0x1f, 0x8b], zstd: [0x28, 0xb5, 0x2f, 0xfd] } as const;
type Compression = keyof typeof compressions | "uncompressed";

/** Reads events out of files into the table `line`, which it makes. */
export class FileReader {
	readonly #database: Database;
	readonly #userPoolId: string;
	readonly #failures: ReadingFailure[] = [];
	readonly #skipped = new Map<SkipReason, number>();

	/** Lines of another source that are no longer in the table. */
	#otherLines = 0;

	constructor(database: Database, userPoolId: string) {
		this.#database = database;
		this.#userPoolId = userPoolId;
	}

	async begin(): Promise<void> {
		await this.#database.run(createLineTable);
		await this.#database.run("CREATE OR REPLACE TEMP TABLE odd (file VARCHAR, line VARCHAR)");
	}

	/** Reads files whose names have no characters of a glob. A file that cannot be read does not stop the others. */
	async read(paths: readonly string[]): Promise<void> {
		const compressions = new Map<string, Compression>();
		for (const path of paths) {
			const compression = this.#compressionOf(path);
			if (compression !== undefined) compressions.set(path, compression);
		}
		const groups = Map.groupBy(compressions.keys(), (path) => compressions.get(path) ?? "uncompressed");
		for (const [compression, group] of groups) await this.#readGroup(group, compression);
		if (groups.size > 0) await this.#readOdd(compressions);
	}

	/** What was read. Removes rows that are not events of the pool. */
	async end(): Promise<Omit<Reading, "events">> {
		const { other, foreign, lines } = await this.#database.row<{
			other: number;
			foreign: number;
			lines: number;
		}>(
			`SELECT count(*) FILTER (NOT ${isOfSource}) AS other, count(*) FILTER (${isOfSource} AND NOT ${isOfPool}) AS "foreign",
			count(*) AS lines FROM line`,
			[this.#userPoolId],
		);
		if (other + foreign > 0)
			await this.#database.run(`DELETE FROM line WHERE NOT (${isOfSource} AND ${isOfPool})`, [
				this.#userPoolId,
			]);
		this.#skip("otherSource", other);
		this.#skip("otherPool", foreign);
		const rest = (this.#skipped.get("broken") ?? 0) + (this.#skipped.get("noEvent") ?? 0) + this.#otherLines;
		return {
			...nothingRead,
			lines: lines + rest,
			skipped: Object.fromEntries(this.#skipped) as Skipped,
			failures: this.#failures,
			complete: this.#failures.length === 0,
		};
	}

	#skip(reason: SkipReason, count: number): void {
		if (count > 0) this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + count);
	}

	#compressionOf(path: string): Compression | undefined {
		try {
			const head = Buffer.alloc(4);
			const handle = openSync(path, "r");
			try {
				readSync(handle, head, 0, 4, 0);
			} finally {
				closeSync(handle);
			}
			if (compressions.gzip.every((byte, at) => head[at] === byte)) return "gzip";
			return compressions.zstd.every((byte, at) => head[at] === byte) ? "zstd" : "uncompressed";
		} catch (error) {
			this.#failures.push({ place: path, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
			return undefined;
		}
	}

	async #readGroup(paths: readonly string[], compression: Compression): Promise<void> {
		try {
			await this.#insert(linesOf(paths, compression));
		} catch (error) {
			if (!(error instanceof StoreError)) throw error;
			if (paths.length > 1) {
				// One of them is damaged.
				for (const path of paths) await this.#readGroup([path], compression);
				return;
			}
			await this.#database.run("DELETE FROM line WHERE file = $1", [paths[0] ?? ""]);
			this.#failures.push({ place: paths[0] ?? "", reason: error.detail });
		}
	}

	async #insert(texts: string, values: readonly SqlValue[] = []): Promise<void> {
		await this.#database.run(`INSERT INTO line ${readLines(texts)}`, values);
	}

	/** Reads what is not one event in a line: wrapped, several in a line, one over several lines. */
	async #readOdd(compressions: ReadonlyMap<string, Compression>): Promise<void> {
		const tooLong = await this.#rejected();
		if (!(await this.#takeOdd()) && tooLong.size === 0) return;
		const formats = await this.#database.rows<{ file: string; array: boolean }>(
			`SELECT file, bool_or(starts_with(trim(line), '[')) AS array FROM odd
			WHERE trim(line) IN ('[', '{') OR starts_with(trim(line), '[') AND NOT json_valid(line) GROUP BY file`,
		);
		const files = new Map(formats.map(({ file, array }) => [file, array]));
		for (const file of tooLong.keys()) if (!files.has(file)) files.set(file, false);
		for (const [file, isArray] of files) {
			const isRead = await this.#readObjects(file, isArray, compressions.get(file) ?? "uncompressed");
			if (!isRead) this.#skip("broken", tooLong.get(file) ?? 0);
		}
		for (let depth = 0; depth < deepestWrapping; depth++) {
			await this.#split();
			await this.#unwrap();
			if (!(await this.#takeOdd())) return;
		}
		await this.#count();
	}

	/** Moves rows without an event from `line` to `odd`. */
	async #takeOdd(): Promise<boolean> {
		const { odd } = await this.#database.row<{ odd: number }>(
			"SELECT count(*) AS odd FROM line WHERE event_id IS NULL",
		);
		if (odd === 0) return false;
		await this.#database.run(
			"INSERT INTO odd SELECT file, line FROM line WHERE event_id IS NULL AND trim(line) <> ''",
		);
		await this.#database.run("DELETE FROM line WHERE event_id IS NULL");
		return true;
	}

	/** Counts the lines that the reader refused; of those that are too long, by file. */
	async #rejected(): Promise<Map<string, number>> {
		const rejected = await this.#database.rows<{ file: string; long: boolean; count: number }>(
			`SELECT file_path AS file, error_type = 'LINE SIZE OVER MAXIMUM' AS long, count(*) AS count
			FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY ALL`,
		);
		if (rejected.length > 0) await this.#database.run("DELETE FROM reject_errors; DELETE FROM reject_scans");
		for (const { long, count } of rejected) if (!long) this.#skip("broken", count);
		return new Map(rejected.filter(({ long }) => long).map(({ file, count }) => [file, count]));
	}

	/** Reads a file whose objects are not one a line; returns whether it could. */
	async #readObjects(file: string, isArray: boolean, compression: Compression): Promise<boolean> {
		const before = await this.#database.row<{ last: number | null }>("SELECT max(rowid) AS last FROM line");
		try {
			await this.#insert(objectsOf(file, isArray ? "array" : "unstructured", compression));
		} catch (error) {
			if (error instanceof StoreError) return false;
			throw error;
		}
		await this.#database.run("DELETE FROM line WHERE file = $1 AND rowid <= $2", [file, before.last ?? -1]);
		await this.#database.run("DELETE FROM odd WHERE file = $1", [file]);
		return true;
	}

	/** Takes the objects out of lines that are not JSON as a whole. */
	async #split(): Promise<void> {
		const { longest, last } = await this.#database.row<{ longest: number | null; last: number | null }>(
			"SELECT max(strlen(line)) AS longest, max(rowid) AS last FROM odd WHERE NOT json_valid(body_of(line))",
		);
		if (longest === null || last === null) return;
		const rows = Math.ceil(splitAtOnce / longest);
		for (let first = 0; first <= last; first += rows) {
			const found = await this.#database.rows<{ line: string }>(
				"SELECT line FROM odd WHERE rowid BETWEEN $1 AND $2 AND NOT json_valid(body_of(line))",
				[first, first + rows - 1],
			);
			const objects = found.map(({ line }) => objectsIn(line));
			this.#skip("broken", objects.filter(({ length }) => length === 0).length);
			if (objects.some(({ length }) => length > 0))
				await this.#insert("(SELECT NULL AS file, unnest(from_json($1, '[\"VARCHAR\"]')) AS line)", [
					JSON.stringify(objects.flat()),
				]);
		}
		await this.#database.run("DELETE FROM odd WHERE NOT json_valid(body_of(line))");
	}

	/** Takes texts out of the JSON around them; counts what has none. */
	async #unwrap(): Promise<void> {
		await this.#database.run(
			`CREATE OR REPLACE TEMP TABLE wrapped AS SELECT file, line, ${unwrapped("line")} AS texts FROM odd`,
		);
		await this.#database.run("DELETE FROM odd");
		await this.#insert("(SELECT file, unnest(texts) AS line FROM wrapped WHERE texts IS NOT NULL)");
		await this.#database.run("INSERT INTO odd SELECT file, line FROM wrapped WHERE texts IS NULL");
		await this.#count();
	}

	/** Counts what is left in `odd`, and empties it. */
	async #count(): Promise<void> {
		const { broken, other, rest } = await this.#database.row<{ broken: number; other: number; rest: number }>(
			`SELECT count(*) FILTER (NOT valid) AS broken, count(*) FILTER (valid AND NOT of_source) AS other,
				count(*) FILTER (valid AND of_source) AS rest
			FROM (SELECT json_valid(body_of(line)) AS valid, ${isOfSource} AS of_source FROM (
				SELECT line, CASE WHEN json_valid(body_of(line)) THEN json_extract_string(body_of(line), '$.eventSource') END AS event_source FROM odd))`,
		);
		this.#skip("broken", broken);
		this.#skip("otherSource", other);
		this.#skip("noEvent", rest);
		this.#otherLines += other;
		await this.#database.run("DELETE FROM odd");
	}
}

const isOfSource = `(event_source IS NULL OR lower(replace(event_source, '_', '')) IN (${eventSources.map(literal).join(", ")}))`;
const isOfPool = "(pool IS NULL OR pool = $1)";

/** A relation with the lines of files. */
function linesOf(paths: readonly string[], compression: Compression): string {
	return `(SELECT filename AS file, line FROM read_csv(${literals(paths)}, columns = {line: 'VARCHAR'}, auto_detect = false, header = false,
	delim = '\u0001', quote = '', escape = '', comment = '', strict_mode = false, compression = '${compression}', filename = true,
	ignore_errors = true, store_rejects = true, rejects_limit = 0,
	max_line_size = ${longestLine}, buffer_size = ${8 * longestLine}))`;
}

/** A relation with the objects of a file, however they are spread over lines. */
function objectsOf(path: string, format: "unstructured" | "array", compression: Compression): string {
	return `(SELECT filename AS file, CAST(json AS VARCHAR) AS line FROM read_json_objects(${literal(path)}, format = '${format}', filename = true,
	compression = '${compression}', maximum_object_size = ${longestObject}))`;
}
