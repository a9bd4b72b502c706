import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";
import type { Search } from "./search.ts";

/**
 * The user's environment, whose proxies and caches Go is to use, less what would make the build another one. What Go
 * writes on the way goes into `work`, which is removed even after an interruption.
 */
export async function goEnvironment(go: string, work: string, search: Search): Promise<NodeJS.ProcessEnv> {
	const temporary = join(work, "go-tmp");
	await mkdir(temporary);
	const { GOOS: _os, GOARCH: _arch, ...kept } = search.env;
	const env = { ...kept, GOWORK: "off", CGO_ENABLED: "0", GOTMPDIR: temporary };
	return { ...env, ...(await writableCaches(go, work, env, search)) };
}

/** Where Go's own caches cannot be written, as in a home that is read-only, they move into `work`. */
async function writableCaches(
	go: string,
	work: string,
	env: NodeJS.ProcessEnv,
	search: Search,
): Promise<NodeJS.ProcessEnv> {
	const options = { cwd: work, env, limit: search.limits.version, signal: search.signal };
	const { stdout } = await run(go, ["env", "GOCACHE", "GOMODCACHE"], options);
	const [buildCache = "", moduleCache = ""] = stdout.split("\n");
	const moved: NodeJS.ProcessEnv = {};
	if (!(await isWritable(buildCache))) moved.GOCACHE = join(work, "go-build-cache");
	if (!(await isWritable(moduleCache))) {
		moved.GOMODCACHE = join(work, "go-module-cache");
		// Otherwise what Go puts there is read-only, and `work` could not be removed.
		moved.GOFLAGS = `${env.GOFLAGS ?? ""} -modcacherw`.trim();
	}
	return moved;
}

async function isWritable(folder: string): Promise<boolean> {
	try {
		await mkdir(folder, { recursive: true });
		await access(folder, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
