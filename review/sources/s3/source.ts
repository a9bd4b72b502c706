import { hash } from "node:crypto";
import { constants } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { privateFolder } from "../../store/index.ts";
import { eachAtOnce, type Source } from "../source.ts";

export interface StoredObject {
	readonly key: string;
	/** The ETag, which identifies the content. */
	readonly etag: string;
	readonly size: number;
	/** The time of the last modification, in milliseconds since 1970. */
	readonly modified: number;
}

/** A bucket of Amazon S3. Tests replace it with an object. */
export interface Bucket {
	readonly name: string;
	/** Lists all objects whose keys begin with a prefix, page by page. */
	list(prefix: string): AsyncIterable<readonly StoredObject[]>;
	/**
	 * Reads a number of bytes of an object from an offset.
	 *
	 * @throws ChangedObjectError if the object has another ETag now, or no longer exists
	 */
	read(object: StoredObject, offset: number, length: number): Promise<Uint8Array>;
}

/** An object was replaced or removed after it was listed. */
export class ChangedObjectError extends Error {
	override readonly name = "ChangedObjectError";
}

/** The maximum number of stored bytes to fetch: per object, and in total. Amazon Athena is better suited for more. */
const defaultLimits = { object: 2 * 2 ** 30, total: 100 * 2 ** 30 };

export class ArchiveTooLargeError extends Error {
	override readonly name = "ArchiveTooLargeError";
	readonly bytes: number;
	readonly limit: number;

	constructor(bytes: number, limit: number) {
		super(`${bytes} > ${limit}`);
		this.bytes = bytes;
		this.limit = limit;
	}
}

/** Exported lines in a bucket of Amazon S3, under any keys. It may throw an {@link ArchiveTooLargeError}. */
export function s3Source(
	bucket: Bucket,
	prefix: string,
	signal?: AbortSignal,
	limits = defaultLimits,
): Source {
	const source = `s3://${bucket.name}/${prefix}`;
	return {
		name: source,
		async fill(store, { since }, onProgress) {
			const objects: StoredObject[] = [];
			const tooLarge: string[] = [];
			let total = 0;
			// An object written before the filter's start cannot contain later events.
			const earliest = since === undefined ? 0 : Date.parse(since);
			for await (const page of bucket.list(prefix)) {
				signal?.throwIfAborted();
				for (const object of page) {
					if (object.size === 0 || object.modified < earliest) continue;
					if (object.size > limits.object) tooLarge.push(object.key);
					else {
						objects.push(object);
						total += object.size;
					}
				}
			}
			if (total > limits.total) throw new ArchiveTooLargeError(total, limits.total);
			const { paths, changed } = await download(bucket, objects, {
				folder: join(store.folder, "s3"),
				signal,
				onProgress: (done, of) => onProgress({ done, of, unit: "bytes" }),
			});
			const reading = await store.addFiles(paths, { source });
			const failures = [
				...reading.failures,
				...tooLarge.map((place) => ({ place, reason: "tooLarge" })),
				...changed.map((place) => ({ place, reason: "changed" })),
			];
			return { ...reading, failures, complete: reading.complete && failures.length === 0 };
		},
	};
}

interface Download {
	readonly folder: string;
	readonly signal?: AbortSignal | undefined;
	/** Called after each part with the number of bytes fetched so far, and the total. */
	readonly onProgress?: (bytes: number, of: number) => void;
}

const objectsAtOnce = 8;

/** The size of a part in bytes, small enough to be fetched within the timeout of a request. */
const partSize = 8 * 2 ** 20;

const partial = ".part";

/**
 * Fetches objects concurrently into a folder that only its owner can read. Each version of an object is fetched once, because its
 * file is named by bucket, key, ETag and size. An interrupted download continues where it stopped.
 *
 * @returns the files, in the order of the objects, and the keys of objects that were replaced or removed meanwhile
 */
export async function download(
	bucket: Bucket,
	objects: readonly StoredObject[],
	{ folder, signal, onProgress }: Download,
): Promise<{ readonly paths: readonly string[]; readonly changed: readonly string[] }> {
	const present = new Set(await readdir(privateFolder(folder)));
	const total = objects.reduce((sum, { size }) => sum + size, 0);
	const paths: (string | undefined)[] = [];
	const changed: string[] = [];
	let bytes = 0;
	const progress = (more: number) => {
		bytes += more;
		onProgress?.(bytes, total);
	};

	// Waits for all, so that the parts fetched so far are kept.
	await eachAtOnce(objectsAtOnce, objects.entries(), async ([index, object]) => {
		const name = nameOf(bucket.name, object);
		const path = join(folder, name);
		try {
			if (present.has(name)) progress(object.size);
			else await fetchObject(bucket, object, path, signal, progress);
			paths[index] = path;
		} catch (error) {
			if (!(error instanceof ChangedObjectError)) throw error;
			changed.push(object.key);
		}
	});
	return { paths: paths.filter((path) => path !== undefined), changed };
}

/** Fetches an object part by part, and continues an interrupted download. */
async function fetchObject(
	bucket: Bucket,
	object: StoredObject,
	path: string,
	signal: AbortSignal | undefined,
	onPart: (bytes: number) => void,
): Promise<void> {
	const unfinished = path + partial;
	// Another process may fetch the same object; both then write the same bytes at the same offsets.
	const file = await open(unfinished, constants.O_RDWR | constants.O_CREAT, 0o600);
	try {
		let offset = Math.min((await file.stat()).size, object.size);
		onPart(offset);
		while (offset < object.size) {
			signal?.throwIfAborted();
			const bytes = await bucket.read(object, offset, Math.min(partSize, object.size - offset));
			if (bytes.length === 0) throw new ChangedObjectError(object.key);
			// A write may be partial if the disk becomes full.
			const { bytesWritten } = await file.write(bytes, 0, bytes.length, offset);
			offset += bytesWritten;
			onPart(bytesWritten);
		}
	} catch (error) {
		if (error instanceof ChangedObjectError) await rm(unfinished, { force: true });
		throw error;
	} finally {
		await file.close();
	}
	await rename(unfinished, path).catch((error: NodeJS.ErrnoException) => {
		// Another process has already renamed the file.
		if (error.code !== "ENOENT") throw error;
	});
}

/**
 * The name of an object's file. For readability it ends with the last part of the key, from which characters that could leave
 * the folder are removed.
 */
function nameOf(bucket: string, { key, etag, size }: StoredObject): string {
	const version = hash("sha256", JSON.stringify([bucket, key, etag, size]));
	const readable = (key.split("/").at(-1) ?? "").replace(/[^A-Za-z0-9_-]+/g, "_").slice(-40);
	return `${version.slice(0, 40)}-${readable}`;
}
