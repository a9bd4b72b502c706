import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { decision } from "../first-minute/decision.ts";
import { Stack } from "../first-minute/stack.ts";
import { ensurePulumiCli } from "../pulumi-cli/index.ts";

/** What `pulumi preview --diff` prints in color of the quickstart's decision, against the emulator. */
export async function quickstartPreview(): Promise<string> {
	const { binFolders } = await ensurePulumiCli({ say: () => {} });
	const emulator = await startEmulator();
	const stack = new Stack(binFolders, new AbortController().signal);
	try {
		await stack.create();
		await stack.configure({ ...decision, "cognito-feedback:endpoint": emulator.endpoint });
		return await stack.printed("preview", "--diff", "--color", "always");
	} finally {
		stack.dispose();
		await emulator.close();
	}
}
