/** The messages of a {@link StoreError}, by problem. */
const words = {
	/** DuckDB is an optional dependency. */
	notInstalled:
		"could not load DuckDB, which stores the events; run `npm install @duckdb/node-api`, or install `cognito-feedback` with its optional dependencies",
	inUse: "the event store is open in another process; end that process, or add `--no-cache`",
	/** Or it has another version. */
	broken: "could not open the event store; remove it with `cognito-feedback forget`",
	/** A part of the open file was broken. */
	damaged: "the event store was damaged and has been removed; run the command again to rebuild it",
	/** Or a quota is reached. */
	full: "no space is left for the event store; free some disk space, or set COGNITO_FEEDBACK_CACHE to a folder on another disk",
	/** A statement failed, because of memory or a bug in this package. */
	statement: "the event store failed; start over with `cognito-feedback forget`",
};

export type StoreProblem = keyof typeof words;

/** A failure of the store. The library's error message is in `detail`, and is not part of the error message. */
export class StoreError extends Error {
	override readonly name = "StoreError";
	readonly problem: StoreProblem;
	readonly detail: string;

	constructor(problem: StoreProblem, detail: string) {
		super(words[problem]);
		this.problem = problem;
		this.detail = detail;
	}
}

/** The error codes of a full disk, an exceeded quota and an exceeded file size. */
const full = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Converts the failure of a source to a {@link StoreError} if the disk of the store is full. */
export function asStoreError(error: unknown): unknown {
	const { code = "", message } = error as NodeJS.ErrnoException;
	return full.has(code) ? new StoreError("full", message) : error;
}
