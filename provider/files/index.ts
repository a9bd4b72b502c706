import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { whileLocked } from "./lock.ts";

/** Why a file cannot be created. */
type Obstacle =
	| { readonly kind: "danglingLink" }
	| { readonly kind: "noFolder"; readonly folder: string }
	| { readonly kind: "closedFolder"; readonly folder: string; readonly code: string | undefined };

/** A file that cannot be created. */
export class UnwritableFile extends Error {
	override readonly name = "UnwritableFile";
	readonly obstacle: Obstacle;

	constructor(obstacle: Obstacle) {
		super(`the file cannot be made (${obstacle.kind})`);
		this.obstacle = obstacle;
	}
}

/**
 * Resolves the symbolic links of a path. The file need not exist yet.
 *
 * @throws UnwritableFile if it cannot be created
 */
export function targetOf(path: string): string {
	try {
		return fs.realpathSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
	if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
		throw new UnwritableFile({ kind: "danglingLink" });
	const folder = dirname(path);
	try {
		const real = fs.realpathSync(folder);
		fs.accessSync(real, fs.constants.W_OK);
		return join(real, basename(path));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new UnwritableFile(
			code === "ENOENT" ? { kind: "noFolder", folder } : { kind: "closedFolder", folder, code },
		);
	}
}

/**
 * Writes a file atomically, even if the machine fails meanwhile: readers never see half of it. The file keeps its mode, and a
 * path that is a symbolic link stays one.
 *
 * @param check Called immediately before the file is replaced; no other process that uses this function can write in between.
 *   If it throws, nothing is written.
 * @throws Error with the code `EEXIST` if another program has created the file meanwhile
 */
export function writeWholeFile(path: string, text: string, check: () => void = () => {}): void {
	const target = targetOf(path);
	const old = fs.statSync(target, { throwIfNoEntry: false });
	// The name cannot be guessed, and the file must be new, so a planted link cannot redirect the write.
	const beside = `${target}.${randomUUID()}.tmp`;
	try {
		writeNew(beside, text, old?.mode);
		whileLocked(`${target}.lock`, () => {
			check();
			if (old) fs.renameSync(beside, target);
			else create(beside, target);
		});
	} finally {
		fs.rmSync(beside, { force: true });
	}
	syncFolder(dirname(target));
}

/** Created with its mode, so that others can never read it. */
function writeNew(path: string, text: string, mode?: number): void {
	const handle = fs.openSync(path, "wx", mode === undefined ? 0o666 : mode & 0o777);
	try {
		// Sets the bits that the umask removed.
		if (mode !== undefined) fs.fchmodSync(handle, mode & 0o777);
		fs.writeFileSync(handle, text);
		fs.fsyncSync(handle);
	} finally {
		fs.closeSync(handle);
	}
}

/** Unlike renaming, linking fails if another program has created the file meanwhile. */
function create(from: string, to: string): void {
	try {
		fs.linkSync(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
		// Some file systems do not support links.
		fs.renameSync(from, to);
	}
}

/** Flushes the folder, so that the rename survives a power failure. Not every system can open a folder. */
function syncFolder(folder: string): void {
	try {
		const handle = fs.openSync(folder, "r");
		try {
			fs.fsyncSync(handle);
		} finally {
			fs.closeSync(handle);
		}
	} catch {
		// The file is in place, but it may not survive a power failure.
	}
}
