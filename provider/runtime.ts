import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The oldest versions that package.json asks for. Nothing of Pulumi's SDK is loaded here: it may be missing. */
const node = 22;
const pulumi = [3, 139, 0] as const;

/** The oldest `@pulumi/pulumi`, such as `3.139.0`. */
export const oldestPulumi = pulumi.join(".");

/** Why this Node.js will not do, if so: it lacks what this package calls. */
export function whyNotNode(version: string): string | undefined {
	if (Number.parseInt(version, 10) >= node) return undefined;
	return `pulumi-cognito-feedback requires Node.js ${node} or newer, but is running on ${version}. Install a newer version and put it first on PATH.`;
}

/** Why this version of Pulumi's SDK, will not do for the plugin, if so. */
export function whyNotPulumi(version: string | undefined): string | undefined {
	if (version !== undefined && isNewEnough(version)) return undefined;
	const found = version === undefined ? "it is not installed" : `${version} is installed`;
	return `pulumi-cognito-feedback requires \`@pulumi/pulumi\` ${oldestPulumi} or newer, but ${found}. Run \`npm install @pulumi/pulumi\` where the plugin is installed, or use your package manager's equivalent.`;
}

function isNewEnough(version: string): boolean {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major > pulumi[0] || (major === pulumi[0] && minor >= pulumi[1]);
}

/** Pulumi's SDK passes the stack configuration to dynamic providers from 3.139.0 on. */
export const oldPulumi = `pulumi-cognito-feedback requires \`@pulumi/pulumi\` ${oldestPulumi} or newer, but an older version is installed. Install a newer version.`;

/**
 * Has Node.js collect garbage once a fifth is added to what is in use, and not once it has quadrupled, and allocate in a
 * smaller space. A provider's process lives as long as one run, most of whose memory would be garbage that is still to be
 * collected.
 */
export function keepHeapSmall(): void {
	for (const flag of ["--heap-growing-percent=20", "--semi-space-growth-factor=1"]) setFlagsFromString(flag);
}

/**
 * Collects garbage before much work. Node.js sets the limit of its heap at each full collection, so that what
 * {@link keepHeapSmall} asks for counts only from the first one on, and that would come at twice what is in use by then.
 */
export function collectGarbage(): void {
	setFlagsFromString("--expose-gc");
	runInNewContext("gc")();
}

/**
 * Has Node.js keep what it compiles from here on, for the next run: beside the code, since whoever can write there can
 * change the code as well. If this user cannot, nothing is kept. Node.js 22.0 has no such cache.
 */
export function keepCompiledCode(): void {
	enableCompileCache?.(join(__dirname, "../.cache"));
}

/** Writes what was compiled. Node.js would write it at its exit, but Pulumi kills the processes of providers. */
export function writeCompiledCode(): void {
	flushCompileCache?.();
}
