import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "pulumi-cognito-feedback/emulator";
import { decision } from "../../tools/first-minute/demo.ts";
import { Stack } from "../../tools/first-minute/stack.ts";
import { repository } from "../support/script.ts";
import { terminalPicture } from "../support/terminalPicture.ts";

const picture = join(repository, "docs/preview.svg");

describe("The picture of a preview in README.md", () => {
	it("matches the CLI's output; WRITE_PICTURES=1 updates it", async () => {
		const now = terminalPicture("pulumi preview --diff", await quickstartPreview());
		if (process.env.WRITE_PICTURES) writeFileSync(picture, now);
		expect(readFileSync(picture, "utf8")).to.equal(now);
	});
});

/** The colored output of `pulumi preview --diff` for the quickstart's decision, on the emulator. */
async function quickstartPreview(): Promise<string> {
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
