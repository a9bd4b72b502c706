import type { Command } from "commander";
import { fieldRules } from "pulumi-cognito-feedback/internal/cognito";
import { field, gather } from "./arguments.ts";
import { UsageError } from "./fail.ts";
import { textOf } from "./textFile.ts";

/** The values of the options of {@link addUserOptions}. */
export interface UserOptions {
	readonly username?: readonly string[] | undefined;
	readonly usernamesFile?: string;
}

/** Adds the options for whose events to list. */
export function addUserOptions(command: Command): Command {
	return command
		.option(
			"--user, --username <name>",
			"username, `sub` or alias; repeatable (default: all users of the pool)",
			gather(field("username")),
		)
		.option("--usernames-file <path>", "file with usernames between white space; - reads standard input");
}

/** The selected usernames; `undefined` for all users of the pool. */
export function chosenUsers({ username, usernamesFile }: UserOptions): readonly string[] | undefined {
	if (username && usernamesFile !== undefined)
		throw new UsageError("--username and --usernames-file cannot be combined");
	return usernamesFile === undefined ? username && [...new Set(username)] : usernamesIn(usernamesFile);
}

/**
 * Reads usernames from a file, separated by any white space: one per line, or by tabs as in the output of `aws --output text`.
 *
 * @param path `-` is standard input.
 * @throws Error that names the line of an invalid username
 */
function usernamesIn(path: string): string[] {
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
