/**
 * The workflow of a decision, for people who have just cloned the repository: made on the page, saved to a file, shown by
 * `pulumi preview` with its evidence, and applied by `pulumi up` to a local Cognito. Arguments are those of `cognito-feedback
 * review`, such as `--no-open`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaNode } from "execa";
import { type Emulator, startEmulator } from "pulumi-cognito-feedback/emulator";
import { decision, demonstrate, eventTable, say } from "../first-minute/demo.ts";
import { Stack } from "../first-minute/stack.ts";
import { root } from "../installPackage.ts";

await demonstrate(async (signal) => {
	const stack = await Stack.create(signal, join(root, "examples/reviewed"));
	const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-review-"));
	const file = join(folder, "feedback.yaml");
	const emulator = await startEmulator();
	try {
		await stack.configure({ file, "cognito-feedback:endpoint": emulator.endpoint });
		say(
			"A page opens in your browser, with the rated sign-ins of a local Amazon Cognito. Decide on some (V: it was the user, I: it was not), and save.",
		);
		const args = ["--user-pool-id", decision.userPoolId, "--endpoint", emulator.endpoint, "--file", file];
		const command = join(root, "node_modules/cognito-feedback/dist/main.js");
		const review = execaNode(command, ["review", ...args, ...process.argv.slice(2)], {
			...{ env: stack.env, extendEnv: false },
			...{ stdin: "ignore", stdout: ["pipe", "inherit"], stderr: "inherit" },
			// A separate process group, so that Ctrl-C in a terminal reaches it once, through the signal.
			...{ cancelSignal: signal, killSignal: "SIGINT", detached: true },
		});
		for await (const line of review) {
			if (!line.startsWith("Saved: ")) continue;
			await showAndApply(stack, emulator).catch((error) => {
				review.kill();
				throw error;
			});
		}
		throw new Error("cognito-feedback review ended by itself.");
	} catch (error) {
		if (!signal.aborted) throw error;
		process.exitCode = 0;
	} finally {
		stack.dispose();
		await emulator.close();
		rmSync(folder, { recursive: true, force: true });
	}
	say("Done. The local Cognito has stopped, and no files are left.");
});

async function showAndApply(stack: Stack, emulator: Emulator): Promise<void> {
	say(
		"The decisions are in the file, but not in Cognito yet. examples/reviewed declares the file; this is its preview:",
	);
	await stack.pulumi("preview", "--diff");
	say("Now it is applied.");
	await stack.pulumi("up", "--yes", "--skip-preview");
	say("Cognito now holds this feedback of administrators:");
	process.stdout.write(eventTable(emulator.content(), (_user, provider) => provider === "Admin"));
	say("Decide on more and save again, or end with Ctrl-C.");
}
