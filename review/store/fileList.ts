import { hash } from "node:crypto";
import { copyFileSync, statSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** A file to read, with the properties that identify a file that was read before. */
export interface FileToRead {
	readonly path: string;
	/** The name to pass to DuckDB, which contains no glob characters. */
	readonly name: string;
	readonly size: number;
	readonly modified: string;
}

/** The maximum bytes and files to read in one statement, so that its data fits in memory. */
const batchSize = 128 * 1024 * 1024;
const batchFiles = 1000;

/**
 * Describes a file. A missing file gets the size 0, and fails when it is read.
 *
 * @param linkFolder The folder for links to files whose names DuckDB would treat as patterns.
 */
export function fileToRead(path: string, linkFolder: string): FileToRead {
	const full = resolve(path);
	const { size = 0, mtimeMs = 0 } = statSync(full, { throwIfNoEntry: false }) ?? {};
	const name = /[*?[\]{}]/.test(full) ? linkTo(full, linkFolder) : full;
	return { path: full, name, size, modified: String(mtimeMs) };
}

function linkTo(path: string, folder: string): string {
	const link = join(folder, `link-${hash("sha256", path).slice(0, 32)}`);
	try {
		symlinkSync(path, link);
	} catch (error) {
		// Windows allows only some users to create links.
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") copyFileSync(path, link);
	}
	return link;
}

/** Groups files into batches to read in one statement. */
export function* batches(files: readonly FileToRead[]): Generator<FileToRead[]> {
	let batch: FileToRead[] = [];
	let size = 0;
	for (const file of files) {
		if (batch.length > 0 && (size + file.size > batchSize || batch.length === batchFiles)) {
			yield batch;
			batch = [];
			size = 0;
		}
		batch.push(file);
		size += file.size;
	}
	if (batch.length > 0) yield batch;
}
