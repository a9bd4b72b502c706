/** An object of a bucket. */
export interface StoredObject {
	readonly key: string;
	/** The ETag, which identifies the content. */
	readonly etag: string;
	/** The size in bytes. */
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
