import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { automation } from "@pulumi/pulumi";
import { AuthEventFeedbackSet } from "pulumi-cognito-feedback";

const { values } = parseArgs({
	options: {
		file: { type: "string", default: "feedback.yaml" },
		stack: { type: "string", default: "dev" },
		yes: { type: "boolean", default: false },
	},
});

const stack = await automation.LocalWorkspace.createOrSelectStack({
	projectName: "cognito-feedback-automation",
	stackName: values.stack,
	program: async () => {
		AuthEventFeedbackSet.fromFile("reviewed", values.file);
	},
});

const onOutput = (text: string) => process.stdout.write(text);
const onError = (text: string) => process.stderr.write(text);

try {
	const { changeSummary } = await stack.preview({ diff: true, onOutput, onError });
	const { same: _, ...changes } = changeSummary;
	if (Object.keys(changes).length === 0) console.log("Nothing to apply.");
	else if (values.yes || (await agreed())) await stack.up({ onOutput, onError });
	else console.log("Nothing was applied.");
} catch (error) {
	// An error of the program, such as for a missing file, has its own message; Pulumi's messages were printed above.
	const isPrinted = error instanceof automation.CommandError;
	console.error(isPrinted ? "Pulumi failed, as shown above." : (error as Error).message);
	process.exitCode = 1;
}

/** Asks for confirmation. No answer, for example without a terminal, means no. */
async function agreed(): Promise<boolean> {
	process.stdout.write("Apply this? [y/N] ");
	const lines = createInterface({ input: process.stdin });
	for await (const line of lines) return /^y(es)?$/i.test(line.trim());
	return false;
}
