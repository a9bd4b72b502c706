import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/**
 * What changed from one text to another, as a unified diff; empty where nothing did.
 *
 * @param path The file's name, for the head of the diff.
 */
export function diffOf(oldText: string, newText: string, path = "feedback.yaml"): string {
	if (oldText === newText) return "";
	const before = oldText === "" ? "/dev/null" : path;
	return createTwoFilesPatch(before, path, oldText, newText, undefined, undefined, {
		headerOptions: FILE_HEADERS_ONLY,
	});
}
