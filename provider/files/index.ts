import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { whileLocked } from "./lock.ts";

/** Why a file cannot be made. */
type Obstacle =
	| { readonly kind: "danglingLink" }
	| { readonly kind: "noFolder"; readonly folder: string }
	| { readonly kind: "closedFolder"; readonly folder: string; readonly code: string | undefined };

/** A file that cannot be made. */
export class UnwritableFile extends Error {
	override readonly name = "UnwritableFile";
	readonly obstacle: Obstacle;

	constructor(obstacle: Obstacle) {
		super(`the file cannot be made (${obstacle.kind})`);
		this.obstacle = obstacle;
	}
}

/**
 * The file that a path leads to through symbolic links, which may still have to be made.
 *
 * @throws UnwritableFile if it cannot be made
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
 * Writes a file: whole or not at all, also if the machine fails meanwhile. A reader never sees half of it. The file keeps
 * its mode, and a path that is a symbolic link stays one.
 *
 * @param check Called immediately before the file is replaced; no other process that writes with this function comes
 *   between. If it throws, nothing is written.
 * @throws Error with the code `EEXIST` if another program has made a new file meanwhile
 */
export function writeWholeFile(path: string, text: string, check: () => void = () => {}): void {
	const target = targetOf(path);
	const old = fs.statSync(target, { throwIfNoEntry: false });
	// A name that cannot be guessed, and opened only if it is new: no link to another file can have been planted there.
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

/** With its mode from the beginning, so that others cannot read it meanwhile. */
function writeNew(path: string, text: string, mode?: number): void {
	const handle = fs.openSync(path, "wx", mode === undefined ? 0o666 : mode & 0o777);
	try {
		// What the umask has taken off.
		if (mode !== undefined) fs.fchmodSync(handle, mode & 0o777);
		fs.writeFileSync(handle, text);
		fs.fsyncSync(handle);
	} finally {
		fs.closeSync(handle);
	}
}

/** Unlike renaming, linking fails if another program has made the file meanwhile. */
function create(from: string, to: string): void {
	try {
		fs.linkSync(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
		// Some file systems have no links.
		fs.renameSync(from, to);
	}
}

/** The rename itself has to survive a power failure. Not every system lets a folder be opened. */
function syncFolder(folder: string): void {
	try {
		const handle = fs.openSync(folder, "r");
		try {
			fs.fsyncSync(handle);
		} finally {
			fs.closeSync(handle);
		}
	} catch {
		// The file is in place; only the certainty is less.
	}
}
