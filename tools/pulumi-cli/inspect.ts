import { isBesideOrOnPath, isExecutable } from "./executables.ts";
import { run } from "./run.ts";
import type { Search, WhyNot } from "./search.ts";
import { versionIn } from "./version.ts";

/** What a Node.js program with dynamic providers needs next to the CLI itself. */
const companions = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/** The version of the CLI at that path; or why it is of no use. */
export async function inspect(pulumi: string, search: Search): Promise<{ version: string } | WhyNot> {
	if (!isExecutable(pulumi)) return { why: `${pulumi} is not an executable file` };
	const missing = companions.find((name) => !isBesideOrOnPath(name, pulumi, search.env));
	if (missing) return { why: `${pulumi} has no ${missing} beside it, nor is one on PATH` };
	// Without its check for updates the command needs no network.
	const env = { ...search.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
	const ended = await run(pulumi, ["version"], { env, limit: search.limits.version, signal: search.signal });
	if (!ended.ok) return { why: `${pulumi} does not run (${ended.how})` };
	const version = versionIn(ended.stdout);
	return version ? { version } : { why: `${pulumi} does not say its version` };
}
