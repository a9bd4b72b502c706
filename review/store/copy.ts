import { constants, copyFileSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const attempts = 20;

/**
 * Copies a database and its log while another process has them open. A write meanwhile can make the copy inconsistent, so it
 * is repeated until neither file changes during the copy.
 *
 * @returns the path of the copy; `undefined` if the files changed during each attempt
 */
export async function copyDatabase(path: string, folder: string): Promise<string | undefined> {
	const copy = join(folder, "events.duckdb");
	for (let attempt = 0; attempt < attempts; attempt++) {
		const before = stateOf(path);
		for (const end of ["", ".wal"])
			if (existsSync(`${path}${end}`))
				copyFileSync(`${path}${end}`, `${copy}${end}`, constants.COPYFILE_FICLONE);
		if (stateOf(path) === before) return copy;
		// The end of another process's write cannot be observed.
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
