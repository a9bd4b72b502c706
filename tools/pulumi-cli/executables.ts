import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** The executables of that name on PATH, the first one first. */
export function allOnPath(name: string, env: NodeJS.ProcessEnv): string[] {
	const folders = (env.PATH ?? "").split(delimiter).filter(isAbsolute);
	return folders.map((folder) => join(folder, name)).filter(isExecutable);
}

/** The executable that a shell would run by that name. */
export function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
	return allOnPath(name, env)[0];
}

/** Whether the engine would find a program: beside its own executable, behind links or not, or on PATH. */
export function isBesideOrOnPath(name: string, executable: string, env: NodeJS.ProcessEnv): boolean {
	const beside = [dirname(executable), dirname(realpathSync(executable))];
	return beside.some((folder) => isExecutable(join(folder, name))) || onPath(name, env) !== undefined;
}

export function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
