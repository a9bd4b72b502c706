import { join } from "node:path";
import type { Source } from "../source.ts";
import { type Bucket, download, type StoredObject } from "./download.ts";

/** The maximum number of stored bytes to fetch: per object, and in total. Amazon Athena is better suited for more. */
export interface S3Limits {
	readonly object: number;
	readonly total: number;
}

const defaultLimits: S3Limits = { object: 2 * 2 ** 30, total: 100 * 2 ** 30 };

/** The total size of the objects exceeds the limit. */
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
	limits: S3Limits = defaultLimits,
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
