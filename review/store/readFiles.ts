import { statSync } from "node:fs";
import { type Compression, compressionOf, isDamaged } from "./compression.ts";
import type { Database } from "./duckdb.ts";
import { cleanLines, eventsOf, lineMacros, typedColumns } from "./lines.ts";
import { OddLines } from "./oddLines.ts";
import { nothingRead, type Reading, type SkipReason } from "./reading.ts";
import { createLineTable } from "./schema.ts";
import { literal, literals, type SqlValue } from "./sql.ts";
import { StoreError } from "./storeError.ts";

/** In bytes. Longer lines are read as JSON objects of up to {@link maxObjectSize} bytes. */
const maxLineSize = 4 * 1024 * 1024;
const maxObjectSize = 16 * 1024 * 1024;

/**
 * The time limit of reading in milliseconds: at least {@link minLimit}, plus a time per byte. The time per byte is about ten
 * times the usual one, so the limit stops only files that decompress to far more than usual.
 */
const minLimit = 120_000;
const limitPerByte = 0.001;

/**
 * Reads the events of files into the table `line`, which it creates. DuckDB reads lines into typed columns. A file with lines
 * that are not exactly one event is read a second time as text, and only those lines are parsed again.
 */
export class FileReader {
	readonly #database: Database;
	readonly #userPoolId: string;
	readonly #odd: OddLines;
	/** The reasons of failures, by file. */
	readonly #failures = new Map<string, string>();
	readonly #skipped = new Map<SkipReason, number>();
	/** The numbers of files in the column `file` of the table `line`. They take less space than paths in millions of rows. */
	readonly #numbers = new Map<string, number>();
	/** The number of skipped lines that are not in the table `line`. */
	#unread = 0;
	readonly #timeLimit: number | undefined;

	/** @param timeLimit The maximum time of one pass over the files, in milliseconds. Default: by their size. */
	constructor(database: Database, userPoolId: string, timeLimit?: number) {
		this.#database = database;
		this.#userPoolId = userPoolId;
		this.#timeLimit = timeLimit;
		this.#odd = new OddLines(database, userPoolId, (reason, lines) => this.#skipUnread(reason, lines));
	}

	/** Reads files whose names contain no glob characters. If a file cannot be read, the others still are. */
	async read(paths: readonly string[]): Promise<Omit<Reading, "events">> {
		await this.#database.run(`${lineMacros} ${createLineTable}`);
		await this.#odd.begin();
		const groups = Map.groupBy(paths, (path) => this.#compressionOf(path));
		for (const [compression, group] of groups) {
			if (compression === undefined) continue;
			for (const path of group) this.#numbers.set(path, this.#numbers.size);
			const { first } = await this.#database.row<{ first: number }>(
				"SELECT coalesce(max(rowid), -1) + 1 AS first FROM line",
			);
			await this.#readTyped(group, compression);
			const counts = await this.#counts(first);
			for (const path of group)
				if (!counts.has(path) && (await isDamaged(path, compression, { limit: this.#limitOf([path]) })))
					this.#fail(path, "damaged");
			const odd = new Map([...counts].filter(([, { others }]) => others > 0));
			if (odd.size > 0) await this.#readOthers(odd, compression, first);
			await this.#odd.read();
		}
		return this.#result();
	}

	/** Returns the result, and removes rows of other pools and of other kinds of logs. */
	async #result(): Promise<Omit<Reading, "events">> {
		const { other, foreign, steering, lines } = await this.#database.row<
			Record<"other" | "foreign" | "steering" | "lines", number>
		>(
			`SELECT count(*) FILTER (NOT of_source) AS other, count(*) FILTER (of_source AND NOT of_pool) AS "foreign",
				count(*) FILTER (steers) AS steering, count(*) AS lines FROM line`,
		);
		if (other + foreign > 0) await this.#database.run("DELETE FROM line WHERE NOT (of_source AND of_pool)");
		this.#skip("otherSource", other);
		this.#skip("otherPool", foreign);
		if (steering > 0) await this.#database.run(cleanLines);
		return {
			...nothingRead,
			lines: lines + this.#unread,
			skipped: Object.fromEntries(this.#skipped),
			failures: [...this.#failures].map(([place, reason]) => ({ place, reason })),
			complete: this.#failures.size === 0,
		};
	}

	#skip(reason: SkipReason, lines: number): void {
		if (lines > 0) this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + lines);
	}

	#skipUnread(reason: SkipReason, lines: number): void {
		this.#skip(reason, lines);
		this.#unread += lines;
	}

	#compressionOf(path: string): Compression | undefined {
		try {
			return compressionOf(path);
		} catch (error) {
			this.#fail(path, (error as NodeJS.ErrnoException).code ?? "damaged");
			return undefined;
		}
	}

	#fail(place: string, reason: string): void {
		if (!this.#failures.has(place)) this.#failures.set(place, reason);
	}

	/** Reads files that should contain one event per line. Each other line becomes a row without an event. */
	async #readTyped(paths: readonly string[], compression: Compression): Promise<void> {
		try {
			const events = eventsOf(this.#typedFiles(paths, compression), this.#userPoolId);
			await this.#bounded(paths, `INSERT INTO line ${events}`);
		} catch (error) {
			if (!isOfFiles(error)) throw error;
			const [path = "", ...others] = paths;
			// One of the files is damaged, or is one long line.
			if (others.length > 0) for (const each of paths) await this.#readTyped([each], compression);
			else if (isTooLarge(error)) this.#fail(path, "tooLarge");
			else if (!(await this.#readObjects(path, compression))) this.#fail(path, "damaged");
		}
	}

	/** Interrupts a statement at the time limit, because a small file may decompress to a thousand times its size. */
	async #bounded(paths: readonly string[], sql: string, values: readonly SqlValue[] = []): Promise<void> {
		const timer = setTimeout(() => this.#database.interrupt(), this.#limitOf(paths));
		try {
			await this.#database.run(sql, values);
		} finally {
			clearTimeout(timer);
		}
	}

	#limitOf(paths: readonly string[]): number {
		const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
		return this.#timeLimit ?? Math.ceil(minLimit + bytes * limitPerByte);
	}

	/** Runs a statement. Returns whether it ended in time and within the disk limit; if not, its files have failed. */
	async #isDone(paths: readonly string[], sql: string, values?: readonly SqlValue[]): Promise<boolean> {
		try {
			await this.#bounded(paths, sql, values);
			return true;
		} catch (error) {
			if (!(isOfFiles(error) && isTooLarge(error))) throw error;
			for (const path of paths) this.#fail(path, "tooLarge");
			return false;
		}
	}

	/** Counts the lines of each file with one event, and the others. Removes the rows of the others. */
	async #counts(first: number): Promise<Map<string, { readonly events: number; readonly others: number }>> {
		const paths = [...this.#numbers.keys()];
		const counts = await this.#database.rows<{ file: number; events: number; others: number }>(
			`SELECT file, count(event_id) AS events, count(*) - count(event_id) AS others
			FROM line WHERE file IS NOT NULL AND rowid >= $1 GROUP BY file`,
			[first],
		);
		if (counts.some(({ others }) => others > 0))
			await this.#database.run("DELETE FROM line WHERE event_id IS NULL");
		return new Map(counts.map(({ file, ...numbers }) => [paths[file] ?? "", numbers]));
	}

	/** Inserts the lines of files that are not exactly one event into the table `odd`. */
	async #readOthers(
		files: ReadonlyMap<string, { readonly events: number }>,
		compression: Compression,
		first: number,
	): Promise<void> {
		const paths = [...files.keys()];
		// After a truncated line, DuckDB's JSON reader may miss the next one too. So each line is compared with the events that
		// the reader returned, and all other lines are read.
		const isDone = await this.#isDone(
			paths,
			`CREATE OR REPLACE TEMP TABLE text AS
			-- A CASE instead of AND: DuckDB evaluates both sides of an AND, and would trim every line.
			SELECT file, strlen(line) AS bytes, is_known, CASE WHEN is_known THEN NULL WHEN NOT is_blank(line) THEN line END AS line
			FROM (SELECT file_index::INTEGER AS file, line, coalesce(key IN (SELECT hash(event_id, logged_at) FROM line WHERE rowid >= $1), FALSE) AS is_known
				FROM (SELECT file_index, line, CASE WHEN starts_with(line, '{') AND ends_with(line, '}') THEN line_key(line) END AS key
					FROM ${linesOf(paths, compression)}))`,
			[first],
		);
		if (!isDone) return;
		await this.#database.run(
			`INSERT INTO odd SELECT ${literals(paths)}[file + 1], line FROM text WHERE line IS NOT NULL`,
		);
		const refused = await this.#refused();
		const found = await this.#database.rows<{ file: number; known: number; bytes: number; spread: boolean }>(
			`SELECT file, count(*) FILTER (is_known) AS known, sum(bytes) + count(*) AS bytes,
				bool_or(trim(line) IN ('[', '{') OR starts_with(line, '[') AND NOT json_valid(line)) AS spread
			FROM text GROUP BY file`,
		);
		await this.#database.run("DROP TABLE text");
		const byFile = new Map(found.map(({ file, ...counts }) => [paths[file], counts]));
		for (const [file, { events }] of files) {
			const { known = 0, bytes = 0, spread = false } = byFile.get(file) ?? {};
			if (await isDamaged(file, compression, { limit: this.#limitOf([file]), bytes }))
				this.#fail(file, "damaged");
			const { broken = 0, tooLong = 0 } = refused.get(file) ?? {};
			// There are objects that span lines, or the two readers disagree on which lines are events.
			const isWrong = spread || tooLong > 0 || known !== events;
			if (isWrong && (await this.#readObjects(file, compression))) continue;
			this.#skipUnread("broken", broken + tooLong);
			if (known === events) continue;
			await this.#replace(file, linesOf([file], compression));
			await this.#refused();
		}
	}

	/** Counts the lines that DuckDB's text reader rejected. */
	async #refused(): Promise<Map<string, { readonly broken: number; readonly tooLong: number }>> {
		const refused = await this.#database.rows<{ file: string; broken: number; tooLong: number }>(
			`SELECT file_path AS file, count(*) FILTER (error_type <> 'LINE SIZE OVER MAXIMUM') AS broken,
				count(*) FILTER (error_type = 'LINE SIZE OVER MAXIMUM') AS "tooLong"
			FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY file_path`,
		);
		await this.#database.run("DROP TABLE reject_errors; DROP TABLE reject_scans");
		return new Map(refused.map(({ file, ...counts }) => [file, counts]));
	}

	/**
	 * Reads a file as JSON objects, which may span lines or be elements of an array. Returns `false` if the file is neither; a
	 * file that takes too long counts as failed.
	 */
	async #readObjects(file: string, compression: Compression): Promise<boolean> {
		for (const format of ["unstructured", "array"] as const)
			try {
				const objects = objectsOf(file, format, compression);
				const isDone = await this.#isDone(
					[file],
					`CREATE OR REPLACE TEMP TABLE whole AS SELECT * FROM ${objects}`,
				);
				if (isDone) await this.#replace(file, "whole");
				return true;
			} catch (error) {
				if (!isOfFiles(error)) throw error;
			}
		return false;
	}

	/** SQL that reads lines into typed columns, NULL unless a line is a JSON object. Files of a group have consecutive numbers. */
	#typedFiles(paths: readonly string[], compression: Compression): string {
		const [first = ""] = paths;
		return `(SELECT *, file_index::INTEGER + ${this.#numbers.get(first) ?? 0} AS file FROM read_json(${literals(paths)},
			format = 'newline_delimited', columns = ${typedColumns}, compression = '${compression}', ignore_errors = true,
			maximum_object_size = ${maxObjectSize}))`;
	}

	/** Discards the lines of a file that were read before, and reads texts instead. */
	async #replace(file: string, texts: string): Promise<void> {
		await this.#database.run("DELETE FROM line WHERE file = $1", [this.#numbers.get(file) ?? -1]);
		await this.#database.run("DELETE FROM odd WHERE file = $1", [file]);
		await this.#isDone([file], `INSERT INTO odd SELECT file, line FROM ${texts}`);
	}
}

/** Whether a statement failed because of the files that it read, and not because the disk is full. */
function isOfFiles(error: unknown): error is StoreError {
	return error instanceof StoreError && error.problem !== "full";
}

/** Whether a file decompresses to so much data that reading it exceeded the limit of time or disk space. */
function isTooLarge({ detail }: StoreError): boolean {
	return /interrupt|max_temp_directory_size/i.test(detail);
}

function linesOf(paths: readonly string[], compression: Compression): string {
	return `(SELECT filename AS file, file_index, line FROM read_csv(${literals(paths)}, columns = {line: 'VARCHAR'}, auto_detect = false,
	header = false, delim = '\u0001', quote = '', escape = '', comment = '', strict_mode = false, compression = '${compression}',
	filename = true, ignore_errors = true, store_rejects = true, rejects_limit = 0, max_line_size = ${maxLineSize},
	buffer_size = ${4 * maxLineSize}))`;
}

function objectsOf(path: string, format: "unstructured" | "array", compression: Compression): string {
	return `(SELECT filename AS file, CAST(json AS VARCHAR) AS line FROM read_json_objects(${literal(path)}, format = '${format}',
	compression = '${compression}', filename = true, maximum_object_size = ${maxObjectSize}))`;
}
