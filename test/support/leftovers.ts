import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * The files below a folder that contain one of these texts, with the texts. Links are not followed, and archives are unpacked.
 */
export function filesWith(folder: string, texts: readonly string[]): Record<string, readonly string[]> {
	const found = filesIn(folder).map((path) => {
		const content = readFileSync(path);
		const text = (path.endsWith(".gz") ? gunzipSync(content) : content).toString("latin1");
		return [relative(folder, path), texts.filter((each) => text.includes(each))] as const;
	});
	return Object.fromEntries(found.filter(([, held]) => held.length > 0));
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesIn(path);
		return entry.isFile() ? [path] : [];
	});
}
