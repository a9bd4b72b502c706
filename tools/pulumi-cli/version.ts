/**
 * The oldest CLI on PATH that is good enough. Within major version 3 an older engine and a newer SDK are meant to
 * work together, so this is a judgement, not a hard limit: this repository is tested with an engine some fifty
 * releases later, and one much older would fail tests for reasons of its own.
 */
export const oldestGoodVersion = "3.200.0";

/** The version in what `pulumi version` prints ("v3.255.0", "v3.256.0-alpha.1+dirty"). */
export function versionIn(output: string): string | undefined {
	return /^v?(\d+\.\d+\.\d+)\b/m.exec(output.trim())?.[1];
}

/** Whether a version, as {@link versionIn} gives it, is `oldest` or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
	const [have, want] = [numbers(version), numbers(oldest)];
	const at = want.findIndex((number, index) => number !== have[index]);
	return at === -1 || (have[at] ?? 0) > (want[at] ?? 0);
}

function numbers(version: string): number[] {
	return version.split(".").map(Number);
}
