import { styleText } from "node:util";

/** Tells the reader what comes next, set apart from what Pulumi prints. */
export function say(sentence: string): void {
	process.stdout.write(`\n${styleText("bold", `» ${sentence}`)}\n\n`);
}
