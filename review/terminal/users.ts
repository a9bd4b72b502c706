import type { Command } from "commander";
import { field } from "./arguments.ts";
import { UsageError } from "./fail.ts";
import { usernamesIn } from "./usernames.ts";

/** What the options of {@link addUserOptions} give. */
export interface UserOptions {
	readonly username?: readonly string[] | undefined;
	readonly usernamesFile?: string;
}

/** Adds whose events to list. */
export function addUserOptions(command: Command): Command {
	const username = field("username");
	return command
		.option(
			"--user, --username <name>",
			"username, `sub` or alias; repeatable (default: all users of the pool)",
			(value: string, before: readonly string[] = []) => [...before, username(value)],
		)
		.option("--usernames-file <path>", "file with usernames between white space; - reads standard input");
}

/** The chosen usernames; `undefined` for all users of the pool. */
export function chosenUsers({ username, usernamesFile }: UserOptions): readonly string[] | undefined {
	if (username && usernamesFile !== undefined)
		throw new UsageError("--username and --usernames-file cannot be combined");
	return usernamesFile === undefined ? username && [...new Set(username)] : usernamesIn(usernamesFile);
}
