/**
 * The main workflow from end to end, for people who have just cloned the repository: a local Cognito, the program that the root
 * `Pulumi.yaml` names, and the real Pulumi CLI.
 */
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { decision, demonstrate, eventTable, say } from "./demo.ts";
import { Stack } from "./stack.ts";

await demonstrate(async (signal) => {
	const stack = await Stack.create(signal);
	const emulator = await startEmulator();
	try {
		say(
			`A local Amazon Cognito with a few users and their rated sign-ins now listens on ${emulator.endpoint}.`,
		);
		await stack.configure({ ...decision, "cognito-feedback:endpoint": emulator.endpoint });

		say(
			"Preview: the program declares that alice's sign-in from Berlin is `Valid`. `event` shows the evidence from Cognito, for the reviewer.",
		);
		await stack.pulumi("preview", "--diff");

		say("Up: Pulumi calls AdminUpdateAuthEventFeedback.");
		await stack.pulumi("up", "--yes", "--skip-preview");

		say(
			"alice reports that it was not her. The decision changes to `Invalid`, and a preview shows the change.",
		);
		await stack.configure({ feedbackValue: "Invalid" });
		await stack.pulumi("preview", "--diff");

		say("Up: the change is applied.");
		await stack.pulumi("up", "--yes", "--skip-preview");

		say("Cognito now holds this feedback on alice's events:");
		process.stdout.write(eventTable(emulator.content(), (username) => username === decision.username));

		say("Destroy: feedback cannot be removed, and a warning names what Cognito retains.");
		await stack.pulumi("destroy", "--yes", "--skip-preview");
	} finally {
		stack.dispose();
		await emulator.close();
	}
	say(
		"Done. The local Cognito has stopped, and no files are left. README.md describes how to continue with a real user pool.",
	);
});
