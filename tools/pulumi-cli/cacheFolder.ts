import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/** The variable that moves the cache, named in messages too. */
export const cacheVariable = "PULUMI_COGNITO_FEEDBACK_CACHE";

const name = "pulumi-cognito-feedback";

/** The folder that fetched and built CLIs are kept in: outside the repository, shared by all its checkouts. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
	const chosen = env[cacheVariable];
	if (chosen) return resolve(chosen);
	// A relative path there is to be ignored, says the XDG base directory specification.
	const xdg = env.XDG_CACHE_HOME;
	if (xdg && isAbsolute(xdg)) return join(xdg, name);
	const home = env.HOME || homedir();
	return platform === "darwin" ? join(home, "Library", "Caches", name) : join(home, ".cache", name);
}
