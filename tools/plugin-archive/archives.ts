import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { root } from "../installPackage.ts";
import { writeContent } from "./content.ts";

/** Pulumi's names for the platforms of its CLI, which downloads the archive of its own platform. */
const platforms = ["darwin", "linux", "windows"].flatMap((system) =>
	["amd64", "arm64"].map((processor) => `${system}-${processor}`),
);

/**
 * Writes the archives of the plugin that is installed in `node_modules`, and returns their paths. JavaScript runs on every
 * platform, so one archive is copied to the name of each.
 *
 * Source: Pulumi's `sdk/go/common/workspace/plugins.go`, `standardAssetName`.
 */
export async function writeArchives(folder: string): Promise<string[]> {
	const { version } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
	const [first = "", ...others] = platforms.map((platform) =>
		join(folder, `pulumi-resource-cognito-feedback-v${version}-${platform}.tar.gz`),
	);
	mkdirSync(folder, { recursive: true });
	const content = mkdtempSync(join(tmpdir(), "cognito-feedback-archive-"));
	try {
		await writeContent(content);
		await pack(content, first);
	} finally {
		rmSync(content, { recursive: true });
	}
	for (const file of others) copyFileSync(first, file);
	return [first, ...others];
}

/** The same content gives the same bytes: the archive records neither a user nor a time. */
async function pack(content: string, file: string): Promise<void> {
	const entries = readdirSync(content, { recursive: true, encoding: "utf8" }).sort();
	for (const path of entries.map((entry) => join(content, entry))) {
		// Independent of the umask.
		chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
	}
	const alike = { portable: true, mtime: new Date(0), noDirRecurse: true };
	await create({ ...alike, cwd: content, file, gzip: { level: 9 } }, entries);
}
