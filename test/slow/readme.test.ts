import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { readerStory } from "../support/reader.ts";
import { blocksOf, commandsOf } from "../support/readme.ts";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";

const berlin = "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841";
const env = { PATH: [join(repository, "node_modules", ".bin"), process.env.PATH].join(delimiter) };

describe("Every command", () => {
	readerStory("of README.md works in a clone", { env, layOut: clone }, async (reader, stack) => {
		for (const block of blocksOf("README.md"))
			await step(block.text, async () => {
				await reader.run(commandsOf(block));
			});
		await step("their results", async () => {
			expect(stack.feedback()).to.include({ [berlin]: "Valid" });
		});
	});
});

/** Makes a folder a built clone of this repository, with its packages installed. */
async function clone(folder: string): Promise<void> {
	const copied = ["examples", "Pulumi.yaml", "tools"];
	for (const name of copied) cpSync(join(repository, name), join(folder, name), { recursive: true });
	for (const name of readdirSync(repository))
		if (![...copied, ".git", "dist"].includes(name)) symlinkSync(join(repository, name), join(folder, name));
}
