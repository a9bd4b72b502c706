import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./script.ts";

type Workspace = "provider" | "review";

/** Packages of the workspace as the files that `npm publish` would send. */
export type Packed = Readonly<Record<Workspace, string>>;

/** For a `describe`: packs packages, both by default, before its first test, and removes them after its last one. */
export function packed(...workspaces: readonly Workspace[]): Packed {
	let folder: string;
	const files = { provider: "", review: "" };
	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "cognito-feedback-packed-"));
		const named = workspaces.length > 0 ? workspaces : (["provider", "review"] as const);
		for (const workspace of named) files[workspace] = await pack(workspace, folder);
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
