/** What may be wrong with the store; `review/terminal` makes sentences of it. */
export type StoreProblem =
	/** DuckDB is an optional dependency, and not there. */
	| "notInstalled"
	/** Another process has the file open. */
	| "inUse"
	/** The file is broken, or of another version. */
	| "broken"
	/** A part of the file turned out to be broken, and the file was removed. */
	| "damaged"
	/** The disk took no more. */
	| "full"
	/** A statement failed: memory, or a mistake of this package. */
	| "statement";

const words: Readonly<Record<StoreProblem, string>> = {
	notInstalled:
		"could not load DuckDB, which keeps the events; run `npm install @duckdb/node-api`, or install `cognito-feedback` with its optional dependencies",
	inUse: "the event store is open in another process; end that process, or add `--no-cache`",
	broken: "could not open the event store; remove it with `cognito-feedback forget`",
	damaged: "the event store was damaged, and was removed; run the command again to read the events again",
	full: "no space is left for the event store; free some, or set COGNITO_FEEDBACK_CACHE to a folder on another disk",
	statement: "the event store failed; start over with `cognito-feedback forget`",
};

/** A failure of the store. What the library said of it is in `detail`, and in no message. */
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

/** The disk is full, or a quota or the maximum size of a file is reached. */
const full = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The failure of a source as one of the store, if the store's folder takes no more. */
export function asStoreError(error: unknown): unknown {
	const { code = "", message } = error as NodeJS.ErrnoException;
	return full.has(code) ? new StoreError("full", message) : error;
}
