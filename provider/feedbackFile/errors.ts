/** One thing that is wrong with a decisions file. */
export interface Mistake {
	/** The line, from 1. */
	readonly line: number;
	/** The column, from 1, in UTF-16 code units, as editors count. */
	readonly column: number;
	/** What is wrong and what is expected. Never a username, which is personal data. */
	readonly message: string;
}

/** An invalid decisions file. The message lists every mistake with its place, one per line. */
export class FeedbackFileError extends Error {
	/** Identifies the error where `instanceof` cannot. */
	override readonly name = "FeedbackFileError";

	/**
	 * An error with everything that is wrong.
	 *
	 * @param path The file.
	 * @param mistakes What is wrong in it, in the order of the file; none where it could not be read at all.
	 * @param reason Why it could not be read or written at all.
	 * @param isMissing Whether file not found.
	 */
	constructor(
		readonly path: string,
		readonly mistakes: readonly Mistake[],
		reason?: string,
		readonly isMissing = false,
	) {
		super(
			reason === undefined
				? mistakes.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`).join("\n")
				: `${path}: ${reason}`,
		);
	}
}

/** A decisions file that changed on disk since it was read. Nothing was written. */
export class FeedbackFileConflict extends Error {
	/** Identifies the error where `instanceof` cannot. */
	override readonly name = "FeedbackFileConflict";

	/**
	 * An error with what is there in place of what was read.
	 *
	 * @param path The file.
	 * @param onDisk What the file holds now; empty if it no longer exists.
	 */
	constructor(
		readonly path: string,
		readonly onDisk: string,
	) {
		super(
			`${path}: the file changed on disk after it was read, so nothing was written. Read it again and repeat the change.`,
		);
	}
}
