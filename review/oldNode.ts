/** Why this command does not support a version of Node.js; `undefined` if it does. */
export function oldNode(version: string): string | undefined {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	if (major > 22 || (major === 22 && minor >= 12)) return undefined;
	return `requires Node.js 22.12 or newer, but is running on ${version}. Install a newer version and put it first on PATH.`;
}
