import { constants, copyFileSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const attempts = 20;

/**
 * Copies a database that another process has open, with its log. What that process writes meanwhile may tear a copy, so
 * it is made again until both files were the same before and after.
 *
 * @returns The path of the copy; `undefined` if the files never came to rest
 */
export async function copyDatabase(path: string, folder: string): Promise<string | undefined> {
	const copy = join(folder, "events.duckdb");
	for (let attempt = 0; attempt < attempts; attempt++) {
		const before = stateOf(path);
		for (const end of ["", ".wal"])
			if (existsSync(`${path}${end}`))
				copyFileSync(`${path}${end}`, `${copy}${end}`, constants.COPYFILE_FICLONE);
		if (stateOf(path) === before) return copy;
		// Nothing reports when another process is done with writing.
		await sleep(50);
	}
	return undefined;
}

function stateOf(path: string): string {
	return ["", ".wal"]
		.map((end) => {
			const { size = 0, mtimeMs = 0 } = statSync(`${path}${end}`, { throwIfNoEntry: false }) ?? {};
			return `${size} ${mtimeMs}`;
		})
		.join(" ");
}
