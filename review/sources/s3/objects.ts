/** An object of a bucket. */
export interface StoredObject {
	readonly key: string;
	/** What its content is identified by. */
	readonly etag: string;
	/** In bytes. */
	readonly size: number;
	/** In milliseconds since 1970. */
	readonly modified: number;
}

/** A bucket of Amazon S3. Tests put an object in its place. */
export interface Bucket {
	/** Its name. */
	readonly name: string;
	/** All objects whose keys begin with a prefix, page by page. */
	list(prefix: string): AsyncIterable<readonly StoredObject[]>;
	/**
	 * So many bytes of an object from an offset on.
	 *
	 * @throws ChangedObjectError if the object has another ETag by now, or no longer exists
	 */
	read(object: StoredObject, offset: number, length: number): Promise<Uint8Array>;
}

/** An object was replaced or removed after it was listed. */
export class ChangedObjectError extends Error {
	override readonly name = "ChangedObjectError";
}
