/**
 * The main job from end to end, for someone who has just cloned the repository: a local Cognito, the program that the
 * root `Pulumi.yaml` names, and the real Pulumi CLI.
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
			"First, what Pulumi would do. The program calls alice's sign-in from Berlin `Valid`; `event` shows what Cognito knows of it, for a reviewer to judge by.",
		);
		await stack.pulumi("preview", "--diff");

		say("Now it is applied: Pulumi calls AdminUpdateAuthEventFeedback.");
		await stack.pulumi("up", "--yes", "--skip-preview");

		say(
			"alice reports that it was not her. The decision changes to `Invalid`, and the preview shows that change.",
		);
		await stack.configure({ feedbackValue: "Invalid" });
		await stack.pulumi("preview", "--diff");

		say("The change is applied.");
		await stack.pulumi("up", "--yes", "--skip-preview");

		say("This is what Cognito now holds of alice's events:");
		process.stdout.write(eventTable(emulator.content(), (username) => username === decision.username));

		say("At the end the stack is destroyed. Feedback cannot be taken back, and Pulumi warns of what stays.");
		await stack.pulumi("destroy", "--yes", "--skip-preview");
	} finally {
		stack.dispose();
		await emulator.close();
	}
	say(
		"Done: nothing runs any more, and nothing was left behind. README.md shows how to continue with a real user pool.",
	);
});
