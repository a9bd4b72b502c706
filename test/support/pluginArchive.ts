import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeArchives } from "../../tools/plugin-archive/archives.ts";
import { readManifest } from "./manifest.ts";

/** The version of the archives. */
export const archiveVersion = readManifest("provider").version ?? "";

/** Pulumi's name for this platform, in the name of an archive. */
const platform = `${process.platform}-${process.arch}`.replace("win32", "windows").replace("x64", "amd64");

export interface PluginArchives {
	readonly folder: string;
	/** The archive for this platform. */
	readonly file: string;
}

/** For a `describe`: writes the archives before its first test, and removes them after its last one. */
export function pluginArchives(): PluginArchives {
	const archives = { folder: "", file: "" };
	before(async function () {
		this.timeout(60_000);
		archives.folder = mkdtempSync(join(tmpdir(), "cognito-feedback-archives-"));
		const files = await writeArchives(archives.folder);
		archives.file = files.find((file) => file.endsWith(`-${platform}.tar.gz`)) ?? "";
	});
	after(() => rmSync(archives.folder, { recursive: true, force: true }));
	return archives;
}
