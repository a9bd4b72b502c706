import { realpathSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import which from "which";

/** The executable that a shell would run. */
export function onPath(name: string, { PATH = "" }: NodeJS.ProcessEnv): string | undefined {
	return which.sync(name, { path: PATH, nothrow: true }) ?? undefined;
}

export function isExecutable(file: string): boolean {
	return onPath(file, {}) !== undefined;
}

/** Whether the engine finds a program: next to its own executable, with links resolved or not, or on PATH. */
export function isBesideOrOnPath(name: string, executable: string, env: NodeJS.ProcessEnv): boolean {
	const folders = [dirname(executable), dirname(realpathSync(executable)), env.PATH];
	return onPath(name, { PATH: folders.join(delimiter) }) !== undefined;
}
