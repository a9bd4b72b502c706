import { randomUUID } from "node:crypto";
import { createWriteStream, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Store } from "../store/index.ts";
import type { Source } from "./source.ts";

/** No file matches the pattern, which is the message. */
export class NoFilesError extends Error {
	override readonly name = "NoFilesError";
}

/** Exported lines in a file, in a folder and its subfolders, or in files that match a pattern. */
export function filesSource(pattern: string): Source {
	return {
		name: pattern,
		async fill(store, _, onProgress) {
			const paths = await pathsOf(pattern, store);
			if (paths.length === 0) throw new NoFilesError(pattern);
			return store.addFiles(paths, {
				source: pattern,
				onProgress: (done, of) => onProgress({ done, of, unit: "files" }),
			});
		},
	};
}

async function pathsOf(pattern: string, store: Store): Promise<string[]> {
	const found = statSync(pattern, { throwIfNoEntry: false });
	if (found?.isDirectory())
		return readdirSync(pattern, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
			.map(({ parentPath, name }) => join(parentPath, name))
			.sort();
	if (found) return [pattern];
	// DuckDB's `glob`, like a shell, skips names that begin with a dot.
	const rows = await store.rows<{ file: string }>("SELECT file FROM glob($1) ORDER BY file", [pattern]);
	return rows.map(({ file }) => file);
}

/** Exported lines on standard input, plain or compressed. */
export const inputSource: Source = {
	name: "-",
	async fill(store) {
		// DuckDB reads only files, and compression is detected by their first bytes.
		const path = join(store.spillFolder, `input-${randomUUID()}`);
		try {
			await pipeline(process.stdin, createWriteStream(path, { flags: "wx", mode: 0o600 }));
			return await store.addFiles([path], { source: "-" });
		} finally {
			rmSync(path, { force: true });
		}
	},
};
