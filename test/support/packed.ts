import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./script.ts";

/** The packages of the workspace as files that `npm publish` would send. */
export interface Packed {
	readonly provider: string;
	readonly review: string;
}

/** For a `describe`: packs both packages before its first test, and removes them after its last one. */
export function packed(): Packed {
	let folder: string;
	const files = { provider: "", review: "" };
	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-packed-"));
		files.provider = await pack("provider", folder);
		files.review = await pack("review", folder);
	});
	after(() => rmSync(folder, { recursive: true, force: true }));
	return files;
}

async function pack(workspace: string, folder: string): Promise<string> {
	const { stdout } = await promisify(execFile)(
		"npm",
		["pack", "--workspace", workspace, "--pack-destination", folder, "--ignore-scripts", "--loglevel=error"],
		{ cwd: repository },
	);
	return join(folder, stdout.trim());
}
