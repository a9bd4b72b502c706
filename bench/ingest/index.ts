import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type LineFaults, writeLogs } from "../../workbench/logs/index.ts";

const program = fileURLToPath(new URL("main.ts", import.meta.url));

/** The cost of reading the files of a folder, in a separate process. */
export interface Ingested {
	readonly lines: number;
	readonly seconds: number;
	/** The peak memory of the process, in bytes. */
	readonly memory: number;
}

/** The approximate number of lines for each event of the generated pools. */
const linesPerEvent = 1.34;

/** Writes about this many lines of a generated pool to a folder, compressed with gzip in ten files. */
export async function writeLines(folder: string, lines: number, faults: LineFaults = {}): Promise<void> {
	const events = Math.ceil(lines / linesPerEvent);
	await writeLogs({ ...faults, events, out: folder, eventsPerFile: Math.ceil(events / 10) });
}

/** Reads the files into a typed table with one statement of DuckDB. */
export function readBare(folder: string): Promise<Ingested> {
	return run("bare", folder, "");
}

/** Reads the files into a store: a new one, or again into that of the last run. */
export function readIntoStore(folder: string, root: string, isNew = true): Promise<Ingested> {
	if (isNew) rmSync(root, { recursive: true, force: true });
	return run("store", folder, root);
}

async function run(...args: readonly [mode: string, folder: string, root: string]): Promise<Ingested> {
	const { stdout } = await promisify(execFile)(process.execPath, [program, ...args]);
	return JSON.parse(stdout) as Ingested;
}

/** The folder of a kind of files, in the folder of a work. */
export function linesIn(folder: string, kind: string): string {
	return join(folder, kind);
}
