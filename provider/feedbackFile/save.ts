import { writeWholeFile } from "../files/index.ts";
import { FeedbackFileConflict, FeedbackFileError, unwritableReason } from "./errors.ts";
import type { FeedbackFile } from "./feedbackFile.ts";
import { parseFeedbackFile, readText, refuseLarge } from "./read.ts";

/**
 * Writes a decisions file atomically, even if the machine fails meanwhile.
 *
 * @param file The file as read.
 * @param newText The new text, from `changeFeedbackFile`.
 * @returns the file as written
 * @throws FeedbackFileConflict if the file on disk changed since it was read; then nothing is written.
 * @throws FeedbackFileError if the text is not a valid decisions file, or the file cannot be written.
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

/** The text of the file; `undefined` if it does not exist. */
function onDisk(path: string): string | undefined {
	try {
		return readText(path);
	} catch (error) {
		if (error instanceof FeedbackFileError && error.isMissing) return undefined;
		throw error;
	}
}
