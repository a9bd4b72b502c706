import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";

/** A compression, by DuckDB's name. */
export type Compression = "gzip" | "zstd" | "uncompressed";

/** Detects the compression of a file by its first bytes, because the name of an S3 object need not show it. */
export function compressionOf(path: string): Compression {
	const head = fourBytes(path).toString("hex");
	if (head.startsWith("1f8b")) return "gzip";
	return head === "28b52ffd" ? "zstd" : "uncompressed";
}

/**
 * Whether a compressed file is truncated or broken. DuckDB reads such a file as far as it can, without an error.
 *
 * @param limit The time limit in milliseconds; a file that takes longer counts as damaged.
 * @param bytes The decompressed size, if known: comparing it may save decompressing the file again.
 */
export async function isDamaged(
	path: string,
	compression: Compression,
	{ limit, bytes }: { readonly limit: number; readonly bytes?: number },
): Promise<boolean> {
	if (compression === "gzip" && bytes !== undefined && isWhole(path, bytes)) return false;
	// Node.js supports zstd from 22.15 on.
	const decompress = {
		gzip: zlib.createGunzip,
		zstd: zlib.createZstdDecompress,
		uncompressed: undefined,
	}[compression]?.();
	if (decompress === undefined) return false;
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	try {
		await pipeline(createReadStream(path), decompress, nowhere, { signal: AbortSignal.timeout(limit) });
		return false;
	} catch {
		return true;
	}
}

/**
 * Compares the decompressed size with the one at the end of a gzip file, modulo 2³². The given size may include a final line
 * break that the file does not have.
 */
function isWhole(path: string, bytes: number): boolean {
	const size = fourBytes(path, true).readUInt32LE();
	return [bytes, bytes - 1].some((each) => each % 2 ** 32 === size);
}

/** The first four bytes of a file, or the last. */
function fourBytes(path: string, atEnd = false): Buffer {
	const bytes = Buffer.alloc(4);
	const handle = openSync(path, "r");
	try {
		readSync(handle, bytes, 0, 4, atEnd ? Math.max(0, fstatSync(handle).size - 4) : 0);
	} finally {
		closeSync(handle);
	}
	return bytes;
}
