import { UnwritableFile } from "../files/index.ts";

/** A mistake in a decisions file. */
export interface Mistake {
	/** The line, from 1. */
	readonly line: number;
	/** The column, from 1, in UTF-16 code units, as editors count. */
	readonly column: number;
	/** The mistake, and what is expected. Never a username, which is personal data. */
	readonly message: string;
}

/** An invalid decisions file. The message lists every mistake with its line and column, one per line. */
export class FeedbackFileError extends Error {
	/** Identifies the error where `instanceof` cannot. */
	override readonly name = "FeedbackFileError";
	/** The file. */
	readonly path: string;
	/** The mistakes in the file, in the file's order; empty if it could not be read at all. */
	readonly mistakes: readonly Mistake[];
	/** Whether the file does not exist. */
	readonly isMissing: boolean;

	/**
	 * Makes the error for all mistakes in a file, or for a file that could not be read or written.
	 *
	 * @param reason Why the file could not be read or written.
	 */
	constructor(path: string, mistakes: readonly Mistake[], reason?: string, isMissing = false) {
		super(
			reason === undefined
				? mistakes.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`).join("\n")
				: `${path}: ${reason}`,
		);
		this.path = path;
		this.mistakes = mistakes;
		this.isMissing = isMissing;
	}
}

/** The decisions file changed on disk after it was read, so nothing was written. */
export class FeedbackFileConflict extends Error {
	/** Identifies the error where `instanceof` cannot. */
	override readonly name = "FeedbackFileConflict";
	/** The file. */
	readonly path: string;
	/** The file's current text; empty if it no longer exists. */
	readonly onDisk: string;

	/** Makes the error from the file's current text. */
	constructor(path: string, onDisk: string) {
		super(
			`${path}: the file changed on disk after it was read, so nothing was written. Read it again and repeat the change.`,
		);
		this.path = path;
		this.onDisk = onDisk;
	}
}

/** Words the reason why a decisions file cannot be written. */
export function unwritableReason(error: unknown): string {
	if (!(error instanceof UnwritableFile))
		return `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
	const { obstacle } = error;
	switch (obstacle.kind) {
		case "danglingLink":
			return "is a link to a file that does not exist. Create that file, or remove the link.";
		case "noFolder":
			return `the folder ${obstacle.folder} does not exist. Create it, or name another file.`;
		case "closedFolder":
			return `no file can be created in ${obstacle.folder} (${obstacle.code}). Name a file in a folder that you may write to.`;
	}
}
