import { readFileSync } from "node:fs";
import { encodingProblem, fieldRules } from "pulumi-cognito-feedback/internal/cognito";

/**
 * The usernames of a file, between any white space: lines of a list, or tabs as `aws --output text` prints them.
 *
 * @param path `-` is standard input.
 * @throws Error that names the line of one that cannot be a username
 */
export function usernamesIn(path: string): string[] {
	const names = new Set<string>();
	for (const [index, line] of textOf(path).split("\n").entries()) {
		for (const name of line.split(/\s+/u).filter(Boolean)) {
			const wrong = fieldRules.username(name);
			if (wrong) throw new Error(`${path}:${index + 1}: the username ${wrong}`);
			names.add(name);
		}
	}
	if (names.size === 0) throw new Error(`${path}: is empty; expected usernames, such as one per line`);
	return [...names];
}

function textOf(path: string): string {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path === "-" ? 0 : path);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new Error(`${path}: ${code === "ENOENT" ? "file not found" : `cannot be read: ${message}`}`);
	}
	const problem = encodingProblem(bytes);
	if (problem !== undefined) throw new Error(`${path}: ${problem}`);
	return bytes.toString().replace(/^\uFEFF/, "");
}
