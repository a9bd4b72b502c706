import { writeWholeFile } from "../files/index.ts";
import { FeedbackFileConflict, FeedbackFileError, unwritableReason } from "./errors.ts";
import type { FeedbackFile } from "./feedbackFile.ts";
import { parseFeedbackFile, readText, refuseLarge } from "./read.ts";

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
	refuseLarge(file.path, Buffer.byteLength(newText));
	const saved = parseFeedbackFile(file.path, newText);
	refuseConflict(file);
	if (newText === file.text) return saved;
	try {
		writeWholeFile(file.path, newText, () => refuseConflict(file));
	} catch (error) {
		if (error instanceof FeedbackFileConflict) throw error;
		if ((error as NodeJS.ErrnoException).code === "EEXIST")
			throw new FeedbackFileConflict(file.path, onDisk(file.path) ?? "");
		throw new FeedbackFileError(file.path, [], unwritableReason(error));
	}
	return saved;
}

function refuseConflict({ path, text }: FeedbackFile): void {
	const now = onDisk(path) ?? "";
	if (now !== text) throw new FeedbackFileConflict(path, now);
}

/** What the file holds; `undefined` if it does not exist. */
function onDisk(path: string): string | undefined {
	try {
		return readText(path);
	} catch (error) {
		if (error instanceof FeedbackFileError && error.isMissing) return undefined;
		throw error;
	}
}
