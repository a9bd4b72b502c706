import { readFileSync } from "node:fs";
import { fieldRules } from "pulumi-cognito-feedback/internal/cognito";

/**
 * The usernames of a file, one a line.
 *
 * @param path `-` is standard input.
 * @throws Error that names the line of one that cannot be a username
 */
export function usernamesIn(path: string): string[] {
	const names = new Set<string>();
	for (const [index, line] of textOf(path).split("\n").entries()) {
		const name = line.trim();
		if (name === "") continue;
		const wrong = fieldRules.username(name);
		if (wrong) throw new Error(`${path}:${index + 1}: the username ${wrong}`);
		names.add(name);
	}
	if (names.size === 0) throw new Error(`${path}: is empty; expected one username per line`);
	return [...names];
}

function textOf(path: string): string {
	try {
		return readFileSync(path === "-" ? 0 : path, "utf8").replace(/^\uFEFF/, "");
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new Error(`${path}: ${code === "ENOENT" ? "file not found" : `cannot be read: ${message}`}`);
	}
}
