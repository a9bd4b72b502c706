import { join } from "node:path";
import type { EventFilter, Reading, Store } from "../../store/index.ts";
import type { Progress, Source } from "../source.ts";
import { download } from "./download.ts";
import type { Bucket, StoredObject } from "./objects.ts";

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

/** Exported lines in a bucket of Amazon S3, under any keys. */
export class S3Source implements Source {
	readonly name: string;
	readonly #bucket: Bucket;
	readonly #prefix: string;
	readonly #signal: AbortSignal | undefined;
	readonly #limits: S3Limits;

	constructor(bucket: Bucket, prefix: string, signal?: AbortSignal, limits: S3Limits = defaultLimits) {
		this.name = `s3://${bucket.name}/${prefix}`;
		this.#bucket = bucket;
		this.#prefix = prefix;
		this.#signal = signal;
		this.#limits = limits;
	}

	/** @throws ArchiveTooLargeError */
	async fill(store: Store, filter: EventFilter, onProgress: (progress: Progress) => void): Promise<Reading> {
		const { objects, tooLarge } = await this.#objects(filter);
		const { paths, changed } = await download(this.#bucket, objects, {
			folder: join(store.folder, "s3"),
			signal: this.#signal,
			onProgress: (done, of) => onProgress({ done, of, unit: "bytes" }),
		});
		const reading = await store.addFiles(paths, { source: this.name });
		const failures = [
			...reading.failures,
			...tooLarge.map((place) => ({ place, reason: "tooLarge" })),
			...changed.map((place) => ({ place, reason: "changed" })),
		];
		return { ...reading, failures, complete: reading.complete && failures.length === 0 };
	}

	/** The objects that can contain matching events. An object written before the filter's start cannot contain later events. */
	async #objects({ since }: EventFilter): Promise<{ objects: StoredObject[]; tooLarge: string[] }> {
		const earliest = since === undefined ? 0 : Date.parse(since);
		const objects: StoredObject[] = [];
		const tooLarge: string[] = [];
		let total = 0;
		for await (const page of this.#bucket.list(this.#prefix)) {
			this.#signal?.throwIfAborted();
			for (const object of page) {
				if (object.size === 0 || object.modified < earliest) continue;
				if (object.size > this.#limits.object) tooLarge.push(object.key);
				else {
					objects.push(object);
					total += object.size;
				}
			}
		}
		if (total > this.#limits.total) throw new ArchiveTooLargeError(total, this.#limits.total);
		return { objects, tooLarge };
	}
}
