import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { decision } from "../first-minute/demo.ts";
import { Stack } from "../first-minute/stack.ts";

/** The colored output of `pulumi preview --diff` for the quickstart's decision, on the emulator. */
export async function quickstartPreview(): Promise<string> {
	const stack = await Stack.create();
	const emulator = await startEmulator();
	try {
		await stack.configure({ ...decision, "cognito-feedback:endpoint": emulator.endpoint });
		const printed = await stack.printed("preview", "--diff", "--color", "always");
		// On a slow machine, Pulumi adds a line of dots.
		return printed.replace(/^.*@ previewing update\..*\n/gm, "");
	} finally {
		stack.dispose();
		await emulator.close();
	}
}
