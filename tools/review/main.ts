/**
 * The way of a decision, for somebody who has just cloned the repository: made on the page, saved into a file, shown by
 * `pulumi preview` with its evidence, and applied by `pulumi up` to a local Cognito.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { say } from "../first-minute/say.ts";
import { Stack } from "../first-minute/stack.ts";
import { ensurePulumiCli } from "../pulumi-cli/index.ts";
import { answersTable } from "./answersTable.ts";
import { reviewing } from "./reviewing.ts";

const userPoolId = "eu-central-1_Quickstrt";
const project = fileURLToPath(new URL("../../examples/reviewed", import.meta.url));

/** @param args For `cognito-feedback review`, such as `--no-open`. */
async function reviewStory(args: readonly string[], signal: AbortSignal): Promise<void> {
	const { binFolders } = await ensurePulumiCli({ say, signal });
	const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-review-"));
	const file = join(folder, "feedback.yaml");
	const emulator = await startEmulator();
	const stack = new Stack(binFolders, signal, project);
	try {
		await stack.create();
		await stack.configure({ file, "cognito-feedback:endpoint": emulator.endpoint });
		say(
			"A page opens in your browser, with the rated sign-ins of a local Amazon Cognito. Decide on some (V: it was the user, I: it was not), and save.",
		);
		await reviewing({
			args: ["--user-pool-id", userPoolId, "--endpoint", emulator.endpoint, "--file", file, ...args],
			signal,
			async onSaved() {
				say(
					"The decisions are in the file, and Cognito knows nothing of them yet. examples/reviewed declares the file, and this is what Pulumi would do:",
				);
				await stack.pulumi("preview", "--diff");
				say("Now it is applied.");
				await stack.pulumi("up", "--yes", "--skip-preview");
				say("What Cognito now holds of administrators' answers:");
				process.stdout.write(answersTable(emulator.content()));
				say("Decide on more and save again, or end with Ctrl-C.");
			},
		});
	} finally {
		stack.dispose();
		await emulator.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
try {
	await reviewStory(process.argv.slice(2), stopping.signal);
} catch (error) {
	if (stopping.signal.aborted) say("Done: nothing runs any more, and nothing was left behind.");
	else {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	}
}
