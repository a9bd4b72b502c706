import type { Command } from "commander";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { printable } from "pulumi-cognito-feedback/internal/cognito";
import { counted } from "../report/words/numbers.ts";
import { fail } from "./fail.ts";

export function addCheck(program: Command): void {
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
