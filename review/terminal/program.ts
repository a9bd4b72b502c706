import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { addCheck } from "./check.ts";
import { addDecide } from "./decide.ts";
import { addDoctor } from "./doctor.ts";
import { addEmulator } from "./emulator.ts";
import { addEvents } from "./events.ts";
import { errorLine, fail } from "./fail.ts";
import { addForget } from "./forget.ts";
import { addReport } from "./report.ts";
import { addReview } from "./review.ts";

const { version, description } = JSON.parse(
	readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
) as { version: string; description: string };

/** Runs the command line. Exit codes: 0 for success, 1 for failure, 2 for invalid usage. */
export async function runProgram(args: readonly string[]): Promise<void> {
	// The reader may close the pipe early: `cognito-feedback events … | head`.
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		process.exit(error.code === "EPIPE" ? 0 : 1);
	});
	try {
		await createProgram().parseAsync(args, { from: "user" });
	} catch (error) {
		// Help and the version end parsing too; the library has already reported invalid arguments.
		if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
		else fail(error);
	}
}

export function createProgram(): Command {
	const program = new Command("cognito-feedback")
		.description(
			`${description}.\nDecisions go into a file that Pulumi applies; this command never submits feedback to Cognito.`,
		)
		.version(version)
		.addHelpText(
			"after",
			"\nExit codes: 0 done, 1 failed in whole or in part, 2 wrong usage, 130 and 143 ended by Ctrl-C and SIGTERM.",
		)
		.showHelpAfterError("(see --help)")
		.exitOverride()
		.configureOutput({
			outputError: (text, write) => write(errorLine(withoutValue(text.replace(/^error: /, "")))),
		});
	// Commands created after this line inherit the settings above.
	addEvents(program);
	addDecide(program);
	addCheck(program);
	addReview(program);
	addReport(program);
	addDoctor(program);
	addForget(program);
	addEmulator(program);
	return program;
}

/** Unexpected arguments are reported without their value, which may be a username, for example after a misspelled option. */
function withoutValue(text: string): string {
	return text
		.replace(/^(unknown option '-[^'=]*)=.*'/s, "$1'")
		.replace(/^(too many arguments .* got \d+): .*/s, "$1.");
}
