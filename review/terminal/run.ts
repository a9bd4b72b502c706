import { CommanderError } from "commander";
import { fail } from "./fail.ts";
import { createProgram } from "./program.ts";

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
