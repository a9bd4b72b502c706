import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { counted } from "../report/words/numbers.ts";
import { removeStores, storesFolder } from "../store/index.ts";
import { addDecide } from "./decide.ts";
import { addDoctor } from "./doctor.ts";
import { addEmulator } from "./emulator.ts";
import { addEvents } from "./events.ts";
import { errorLine, fail } from "./messages.ts";
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
	const commands = [addEvents, addDecide, addCheck, addReview, addReport, addDoctor, addForget, addEmulator];
	for (const add of commands) add(program);
	return program;
}

/** Unexpected arguments are reported without their value, which may be a username, for example after a misspelled option. */
function withoutValue(text: string): string {
	return text
		.replace(/^(unknown option '-[^'=]*)=.*'/s, "$1'")
		.replace(/^(too many arguments .* got \d+): .*/s, "$1.");
}

function addCheck(program: Command): void {
	program
		.command("check")
		.description("check decisions files without Pulumi and AWS, such as before a commit")
		.argument("[file...]", "decisions files", ["feedback.yaml"])
		.action((files: readonly string[]) => {
			for (const path of files) {
				try {
					const { size } = readFeedbackFile(path).decisions;
					process.stdout.write(`${printable(path)}: ${counted(size, "decision")}, no mistakes\n`);
				} catch (error) {
					fail(error);
				}
			}
		});
}

function addForget(program: Command): void {
	program
		.command("forget")
		.description(
			"remove the event stores of all pools, with all events and files that they keep on this machine",
		)
		.action(() => {
			const folder = printable(storesFolder());
			const removed = removeStores();
			process.stdout.write(
				removed === 0
					? `${folder} has no event stores.\n`
					: `Removed ${counted(removed, "event store")} from ${folder}.\n`,
			);
		});
}
