import { randomUUID } from "node:crypto";
import { createWriteStream, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { EventFilter, Reading, Store } from "../store/index.ts";
import type { Progress, Source } from "./source.ts";

/** No file matches the pattern. */
export class NoFilesError extends Error {
	override readonly name = "NoFilesError";
	readonly pattern: string;

	constructor(pattern: string) {
		super(pattern);
		this.pattern = pattern;
	}
}

/** Exported lines in a file, in a folder and its subfolders, or in files that match a pattern. */
export class FilesSource implements Source {
	readonly name: string;
	readonly #pattern: string;

	constructor(pattern: string) {
		this.name = pattern;
		this.#pattern = pattern;
	}

	/** @throws NoFilesError */
	async fill(store: Store, _: EventFilter, onProgress: (progress: Progress) => void): Promise<Reading> {
		const paths = await this.#paths(store);
		if (paths.length === 0) throw new NoFilesError(this.#pattern);
		return store.addFiles(paths, {
			source: this.name,
			onProgress: (done, of) => onProgress({ done, of, unit: "files" }),
		});
	}

	async #paths(store: Store): Promise<string[]> {
		const found = statSync(this.#pattern, { throwIfNoEntry: false });
		if (found?.isDirectory()) return filesIn(this.#pattern);
		if (found) return [this.#pattern];
		// DuckDB's `glob`, like a shell, skips names that begin with a dot.
		const rows = await store.rows<{ file: string }>("SELECT file FROM glob($1) ORDER BY file", [
			this.#pattern,
		]);
		return rows.map(({ file }) => file);
	}
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
		.map(({ parentPath, name }) => join(parentPath, name))
		.sort();
}

/** Exported lines on standard input, plain or compressed. */
export class InputSource implements Source {
	readonly name = "-";
	readonly #input: Readable;

	constructor(input: Readable = process.stdin) {
		this.#input = input;
	}

	async fill(store: Store): Promise<Reading> {
		// DuckDB reads only files, and compression is detected by their first bytes.
		const path = join(store.spillFolder, `input-${randomUUID()}`);
		try {
			await pipeline(this.#input, createWriteStream(path, { flags: "wx", mode: 0o600 }));
			return await store.addFiles([path], { source: this.name });
		} finally {
			rmSync(path, { force: true });
		}
	}
}
