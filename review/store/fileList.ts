import { createHash } from "node:crypto";
import { copyFileSync, statSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** A file to read, and what shows whether it was read before. */
export interface FileToRead {
	readonly path: string;
	/** How DuckDB is given the file: a name in which it finds no pattern. */
	readonly name: string;
	readonly size: number;
	readonly modified: string;
}

/** Bytes of files that are read in one statement, so that what is in progress fits the memory. */
const batchSize = 128 * 1024 * 1024;
const batchFiles = 1000;

/**
 * Looks at a file; a file that is not there is of no size, and fails when it is read.
 *
 * @param linkFolder Where a link is made to a file whose name DuckDB takes for a pattern.
 */
export function fileToRead(path: string, linkFolder: string): FileToRead {
	const full = resolve(path);
	const { size = 0, mtimeMs = 0 } = statSync(full, { throwIfNoEntry: false }) ?? {};
	const name = /[*?[\]{}]/.test(full) ? linkTo(full, linkFolder) : full;
	return { path: full, name, size, modified: String(mtimeMs) };
}

function linkTo(path: string, folder: string): string {
	const link = join(folder, `link-${createHash("sha256").update(path).digest("hex").slice(0, 32)}`);
	try {
		symlinkSync(path, link);
	} catch (error) {
		// Windows lets only some users make links.
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") copyFileSync(path, link);
	}
	return link;
}

/** Files in groups that are read at once. */
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
