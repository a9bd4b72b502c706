import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";

const beginnings = { gzip: [0x1f, 0x8b], zstd: [0x28, 0xb5, 0x2f, 0xfd] } as const;

/** As DuckDB's readers name it. */
export type Compression = keyof typeof beginnings | "uncompressed";

/** How a file is compressed, by its first bytes: the name of an object in S3 may say nothing. */
export function compressionOf(path: string): Compression {
	const head = Buffer.alloc(4);
	const handle = openSync(path, "r");
	try {
		readSync(handle, head, 0, 4, 0);
	} finally {
		closeSync(handle);
	}
	const isOf = (bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
	if (isOf(beginnings.gzip)) return "gzip";
	return isOf(beginnings.zstd) ? "zstd" : "uncompressed";
}

/**
 * Whether a compressed file is cut off or broken: DuckDB reads as far as it can, and reports nothing.
 *
 * @param limit Milliseconds; a file that takes longer counts as damaged.
 * @param bytes How many it expanded to, if that is known: it need not be expanded again to compare them.
 */
export async function isDamaged(
	path: string,
	compression: Compression,
	{ limit, bytes }: { readonly limit: number; readonly bytes?: number },
): Promise<boolean> {
	if (compression === "gzip" && bytes !== undefined && isWhole(path, bytes)) return false;
	// Node.js has zstd since 22.15.
	const decompress =
		compression === "gzip"
			? zlib.createGunzip()
			: compression === "zstd"
				? zlib.createZstdDecompress?.()
				: undefined;
	if (decompress === undefined) return false;
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	try {
		await pipeline(createReadStream(path), decompress, nowhere, { signal: AbortSignal.timeout(limit) });
		return false;
	} catch {
		return true;
	}
}

/** By the size at the end of a file in gzip, modulo 2³². The last line may have been counted with a line break it lacks. */
function isWhole(path: string, bytes: number): boolean {
	const size = Buffer.alloc(4);
	const handle = openSync(path, "r");
	try {
		readSync(handle, size, 0, 4, Math.max(0, fstatSync(handle).size - 4));
	} finally {
		closeSync(handle);
	}
	return [bytes, bytes - 1].some((each) => each % 2 ** 32 === size.readUInt32LE());
}
