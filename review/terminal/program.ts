import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addDecide } from "./decide.ts";
import { addDoctor } from "./doctor.ts";
import { addEmulator } from "./emulator.ts";
import { addEvents } from "./events.ts";
import { errorLine } from "./fail.ts";
import { addReview } from "./review.ts";

const { version, description } = JSON.parse(
	readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
) as { version: string; description: string };

/** The command line. */
export function createProgram(): Command {
	const program = new Command("cognito-feedback")
		.description(
			`${description}.\nDecisions go into a file that Pulumi applies; this command never submits feedback to Cognito.`,
		)
		.version(version)
		.showHelpAfterError("(see --help)")
		.exitOverride()
		.configureOutput({
			outputError: (text, write) => write(errorLine(text.replace(/^error: /, ""))),
		});
	// Commands made from here on inherit the settings above.
	addEvents(program);
	addDecide(program);
	addReview(program);
	addDoctor(program);
	addEmulator(program);
	return program;
}
