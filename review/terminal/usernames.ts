import { fieldRules } from "pulumi-cognito-feedback/internal/cognito";
import { textOf } from "./textFile.ts";

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
