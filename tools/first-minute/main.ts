/**
 * The main job from end to end, for somebody who has just cloned the repository: a local Cognito, the program that the
 * root `Pulumi.yaml` names, and the real Pulumi CLI.
 */
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { ensurePulumiCli } from "../pulumi-cli/index.ts";
import { decision } from "./decision.ts";
import { feedbackTable } from "./feedbackTable.ts";
import { say } from "./say.ts";
import { Stack } from "./stack.ts";

async function firstMinute(signal: AbortSignal): Promise<void> {
	const { binFolders } = await ensurePulumiCli({ say, signal });
	const emulator = await startEmulator();
	const stack = new Stack(binFolders, signal);
	try {
		say(
			`A local Amazon Cognito with a few users and their rated sign-ins now listens on ${emulator.endpoint}.`,
		);
		await stack.create();
		await stack.configure({ ...decision, "cognito-feedback:endpoint": emulator.endpoint });

		say(
			"First, what Pulumi would do. The program calls alice's sign-in from Berlin `Valid`; under `event` stands what Cognito knows of it, for a reviewer to judge by.",
		);
		await stack.pulumi("preview", "--diff");

		say("Now it is applied: AdminUpdateAuthEventFeedback tells Cognito.");
		await stack.pulumi("up", "--yes", "--skip-preview");

		say(
			"alice says that it was not her. The decision changes to `Invalid`, and the preview shows that change.",
		);
		await stack.configure({ feedbackValue: "Invalid" });
		await stack.pulumi("preview", "--diff");

		say("The change is applied.");
		await stack.pulumi("up", "--yes", "--skip-preview");

		say("This is what Cognito now holds of alice's events:");
		process.stdout.write(feedbackTable(emulator.content(), decision));

		say("At the end the stack is destroyed. Feedback cannot be taken back, and Pulumi warns of what stays.");
		await stack.pulumi("destroy", "--yes", "--skip-preview");
	} finally {
		stack.dispose();
		await emulator.close();
	}
	say(
		"Done: nothing runs any more, and nothing was left behind. README.md says how to go on with a real user pool.",
	);
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
try {
	await firstMinute(stopping.signal);
} catch (error) {
	if (stopping.signal.aborted) say("Interrupted: nothing runs any more, and nothing was left behind.");
	else process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = stopping.signal.aborted ? 130 : 1;
}
