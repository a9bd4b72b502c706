import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The oldest supported versions, as in package.json. This module loads nothing of Pulumi's SDK, which may be missing. */
const node = 22;
const pulumi = [3, 139, 0] as const;

/** The oldest `@pulumi/pulumi`, such as `3.139.0`. */
export const oldestPulumi = pulumi.join(".");

/** Why this version of Node.js is not supported; `undefined` if it is. */
export function whyNotNode(version: string): string | undefined {
	if (Number.parseInt(version, 10) >= node) return undefined;
	return `pulumi-cognito-feedback requires Node.js ${node} or newer, but is running on ${version}. Install a newer version and put it first on PATH.`;
}

/** Why the plugin does not support this version of Pulumi's SDK; `undefined` if it does. */
export function whyNotPulumi(version: string | undefined): string | undefined {
	if (version !== undefined && isNewEnough(version)) return undefined;
	const found = version === undefined ? "it is not installed" : `${version} is installed`;
	return `pulumi-cognito-feedback requires \`@pulumi/pulumi\` ${oldestPulumi} or newer, but ${found}. Run \`npm install @pulumi/pulumi\` where the plugin is installed, or use your package manager's equivalent.`;
}

function isNewEnough(version: string): boolean {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major > pulumi[0] || (major === pulumi[0] && minor >= pulumi[1]);
}

/** Pulumi's SDK passes the stack configuration to dynamic providers since 3.139.0. */
export const oldPulumi = `pulumi-cognito-feedback requires \`@pulumi/pulumi\` ${oldestPulumi} or newer, but an older version is installed. Install a newer version.`;

const fixedYoungGeneration = "--semi-space-growth-factor=1";

/**
 * Makes Node.js collect garbage after the heap has grown by half instead of fourfold, and keeps its young generation as small as
 * it is. A provider's process lives for one run, and most of its memory would otherwise be uncollected garbage. The limit
 * changes at the next full collection.
 */
export function keepHeapSmall(): void {
	for (const flag of ["--heap-growing-percent=50", fixedYoungGeneration]) setFlagsFromString(flag);
}

/**
 * Collects garbage before something that takes much memory, and returns what is free to the system.
 *
 * The last-resort collection shrinks the young generation, which has 32 MB once Pulumi's SDK is loaded, to 1 MB. The requests
 * of a set would then cause fifteen times as many collections, so it is made to grow to 16 MB: it grows at a collection that
 * more survives than fits.
 */
export function collectGarbage(): void {
	for (const flag of ["--expose-gc", "--semi-space-growth-factor=8"]) setFlagsFromString(flag);
	const collect = runInNewContext("gc");
	collect({ type: "major", execution: "sync", flavor: "last-resort" });
	const survivors = Array.from({ length: 50_000 }, (_, index) => ({ index }));
	collect({ type: "minor", execution: "sync" });
	survivors.length = 0;
	setFlagsFromString(fixedYoungGeneration);
}

/**
 * Has Node.js keep its compiled code for the next run. It is stored beside the source code, since whoever can write there can
 * change the source as well. If this user cannot, nothing is kept. Node.js 22.0 lacks this cache.
 */
export function keepCompiledCode(): void {
	enableCompileCache?.(join(__dirname, "../.cache"));
}

/** Writes the compiled code. Node.js would write it when it exits, but Pulumi kills the processes of providers. */
export function writeCompiledCode(): void {
	flushCompileCache?.();
}
