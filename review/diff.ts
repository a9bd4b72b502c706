import { createTwoFilesPatch } from "diff";

/**
 * What changed from one text to another, as a unified diff; empty where nothing did.
 *
 * @param path The file's name, for the head of the diff.
 */
export function diffOf(oldText: string, newText: string, path = "feedback.yaml"): string {
	if (oldText === newText) return "";
	const patch = createTwoFilesPatch(oldText === "" ? "/dev/null" : path, path, oldText, newText);
	// The library's own first line, which `diff -u` does not have.
	return patch.replace(/^=+\r?\n/, "");
}
