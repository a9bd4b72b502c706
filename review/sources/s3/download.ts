import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { chmod, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Bucket, ChangedObjectError, type StoredObject } from "./objects.ts";

/** What to fetch, and into which folder. */
export interface Download {
	readonly folder: string;
	readonly signal?: AbortSignal | undefined;
	/** Called after each part: how many bytes there are by now, and of how many. */
	readonly onProgress?: (bytes: number, of: number) => void;
}

/** What there is now. */
export interface Downloaded {
	/** The files, in the order of the objects. */
	readonly paths: readonly string[];
	/** How many of them were fetched now, and were not there already. */
	readonly fetched: number;
	/** The keys of objects that were replaced or removed meanwhile. */
	readonly changed: readonly string[];
}

/** How many objects to fetch side by side. */
const objectsAtOnce = 8;

/** Small enough to be fetched within the time-out of a request. */
const partSize = 8 * 2 ** 20;

/** How the name of a file ends that is not complete. */
const partial = ".part";

/**
 * Fetches objects side by side into a folder that only its owner may read, each once: a file is named by the object's bucket,
 * key, ETag and size. What was fetched of an object before an interruption is kept.
 */
export async function download(
	bucket: Bucket,
	objects: readonly StoredObject[],
	{ folder, signal, onProgress }: Download,
): Promise<Downloaded> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await chmod(folder, 0o700);
	const present = new Set(await readdir(folder));
	const total = objects.reduce((sum, { size }) => sum + size, 0);
	const paths: (string | undefined)[] = [];
	const changed: string[] = [];
	let bytes = 0;
	let fetched = 0;
	const progress = (more: number) => {
		bytes += more;
		onProgress?.(bytes, total);
	};

	async function get(object: StoredObject, index: number): Promise<void> {
		const name = nameOf(bucket.name, object);
		const path = join(folder, name);
		try {
			if (present.has(name)) progress(object.size);
			else {
				await fetchObject(bucket, object, path, signal, progress);
				fetched++;
			}
			paths[index] = path;
		} catch (error) {
			if (!(error instanceof ChangedObjectError)) throw error;
			changed.push(object.key);
		}
	}

	const left = [...objects.entries()];
	const work = async () => {
		for (let next = left.shift(); next; next = left.shift()) {
			const [index, object] = next;
			await get(object, index).catch((error) => {
				left.length = 0;
				throw error;
			});
		}
	};
	// Waits for all of them, so that what has arrived is kept.
	const ended = await Promise.allSettled(Array.from({ length: objectsAtOnce }, work));
	for (const each of ended) if (each.status === "rejected") throw each.reason;
	return { paths: paths.filter((path) => path !== undefined), fetched, changed };
}

/** Fetches an object part by part, from where an earlier run was interrupted. */
async function fetchObject(
	bucket: Bucket,
	object: StoredObject,
	path: string,
	signal: AbortSignal | undefined,
	onPart: (bytes: number) => void,
): Promise<void> {
	const unfinished = path + partial;
	// Another process may fetch the same object: both write the same bytes at the same places.
	const file = await open(unfinished, constants.O_RDWR | constants.O_CREAT, 0o600);
	try {
		let offset = Math.min((await file.stat()).size, object.size);
		onPart(offset);
		while (offset < object.size) {
			signal?.throwIfAborted();
			const bytes = await bucket.read(object, offset, Math.min(partSize, object.size - offset));
			if (bytes.length === 0) throw new ChangedObjectError(object.key);
			// Less than requested, if the disk becomes full meanwhile.
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
		// Another process was first.
		if (error.code !== "ENOENT") throw error;
	});
}

/** The last part of the key is for people; nothing in it can lead out of the folder. */
function nameOf(bucket: string, { key, etag, size }: StoredObject): string {
	const hash = createHash("sha256")
		.update(JSON.stringify([bucket, key, etag, size]))
		.digest("hex");
	const readable = (key.split("/").at(-1) ?? "").replace(/[^A-Za-z0-9_-]+/g, "_").slice(-40);
	return `${hash.slice(0, 40)}-${readable}`;
}
