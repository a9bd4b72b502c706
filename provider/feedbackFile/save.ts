import {
	chmodSync,
	closeSync,
	fsyncSync,
	linkSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { FeedbackFileConflict, FeedbackFileError } from "./errors";
import type { FeedbackFile } from "./feedbackFile";
import { parseFeedbackFile, readText } from "./read";

/**
 * Writes a decisions file: whole or not at all, also when the machine fails meanwhile.
 *
 * @param file As it was read.
 * @param newText What it shall hold, from `changeFeedbackFile`.
 * @returns the file as it is now
 * @throws FeedbackFileConflict where the file on disk is not as it was read; then nothing is written.
 * @throws FeedbackFileError where the text is no decisions file, or the file cannot be written.
 */
export function saveFeedbackFile(file: FeedbackFile, newText: string): FeedbackFile {
	const saved = parseFeedbackFile(file.path, newText);
	refuseConflict(file);
	if (newText === file.text) return saved;
	try {
		replace(file, newText);
	} catch (error) {
		if (error instanceof FeedbackFileConflict) throw error;
		const { message } = error as Error;
		throw new FeedbackFileError(file.path, [], `cannot be written: ${message}`);
	}
	return saved;
}

/** Puts the text into a file beside it that then takes its name: a reader never sees half of it. */
function replace(file: FeedbackFile, text: string): void {
	const isNew = file.text === "" && onDisk(file.path) === undefined;
	// Where the path is a symbolic link, what it leads to is replaced, and not the link.
	const target = isNew ? file.path : realpathSync(file.path);
	const beside = `${target}.${process.pid}.tmp`;
	try {
		write(beside, text);
		if (isNew) {
			create(beside, file);
		} else {
			chmodSync(beside, statSync(target).mode);
			refuseConflict(file);
			renameSync(beside, target);
		}
	} catch (error) {
		rmSync(beside, { force: true });
		throw error;
	}
	syncFolder(dirname(target));
}

function write(path: string, text: string): void {
	const handle = openSync(path, "w");
	try {
		writeFileSync(handle, text);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** Unlike renaming, linking fails where somebody has made the file meanwhile. */
function create(from: string, { path }: FeedbackFile): void {
	try {
		linkSync(from, path);
		rmSync(from);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "EEXIST") throw new FeedbackFileConflict(path, onDisk(path) ?? "");
		// Some file systems have no links.
		renameSync(from, path);
	}
}

/** The rename itself has to survive a power failure. Not every system lets a folder be opened. */
function syncFolder(folder: string): void {
	try {
		const handle = openSync(folder, "r");
		try {
			fsyncSync(handle);
		} finally {
			closeSync(handle);
		}
	} catch {
		// The file is in place; only the certainty is less.
	}
}

function refuseConflict({ path, text }: FeedbackFile): void {
	const now = onDisk(path) ?? "";
	if (now !== text) throw new FeedbackFileConflict(path, now);
}

/** What the file holds; `undefined` where there is none. */
function onDisk(path: string): string | undefined {
	try {
		return readText(path);
	} catch (error) {
		if (error instanceof FeedbackFileError && error.isMissing) return undefined;
		throw error;
	}
}
