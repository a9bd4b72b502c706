import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { decision } from "../first-minute/demo.ts";
import { Stack } from "../first-minute/stack.ts";

/** What `pulumi preview --diff` prints in color of the quickstart's decision, against the emulator. */
export async function quickstartPreview(): Promise<string> {
	const stack = await Stack.create();
	const emulator = await startEmulator();
	try {
		await stack.configure({ ...decision, "cognito-feedback:endpoint": emulator.endpoint });
		const printed = await stack.printed("preview", "--diff", "--color", "always");
		// On a busy machine a line of dots shows that it takes long.
		return printed.replace(/^.*@ previewing update\..*\n/gm, "");
	} finally {
		stack.dispose();
		await emulator.close();
	}
}
