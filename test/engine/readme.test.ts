import { appendFileSync, cpSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { plugin } from "../../workbench/project/adapters.ts";
import { readerStory } from "../support/reader.ts";
import { type Block, blocksOf, commandsOf, isDecisionsFile } from "../support/readme.ts";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";

const berlin = { userPoolId: "eu-central-1_Quickstrt", eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841" };
const env = { PATH: [join(repository, "node_modules", ".bin"), process.env.PATH].join(delimiter) };

describe("Every command", () => {
	readerStory("of README.md works in a clone", { env, layOut: clone }, async (reader, stack) => {
		for (const block of blocksOf("README.md"))
			await step(block.text, async () => {
				await reader.run(commandsOf(block));
				if (block.language === "yaml") putInPlace(block, stack.project.folder);
			});
		await step("what they lead to", async () => {
			expect(stack.feedback()).to.include({ [berlin.eventId]: "Valid" });
			expect(await reader.shell("pulumi plugin ls")).to.match(/^cognito-feedback +resource /m);
			expect(await reader.shell("pulumi stack export")).to.include(`"type": "${plugin.single}"`);
		});
	});
});

/** Makes a folder a clone of this repository, built and with its packages installed. */
async function clone(folder: string): Promise<void> {
	const copied = ["examples", "Pulumi.yaml", "tools"];
	for (const name of copied) cpSync(join(repository, name), join(folder, name), { recursive: true });
	for (const name of readdirSync(repository))
		if (![...copied, ".git", "dist"].includes(name)) symlinkSync(join(repository, name), join(folder, name));
}

/** Compares a file of decisions with the one that the commands before it have made; all else is for `Pulumi.yaml`. */
function putInPlace(block: Block, folder: string): void {
	const { text } = block;
	if (isDecisionsFile(block)) {
		const made = readFileSync(join(folder, "feedback.yaml"), "utf8");
		const schema = /^# yaml-language-server: .*\n/;
		// The commands before have applied the decision already.
		const applied = / +priorFeedback: \{ value: Valid, provider: Admin, date: \S+ \}\n/;
		expect(made.replace(schema, "").replace(applied, "")).to.equal(text);
	} else appendFileSync(join(folder, "Pulumi.yaml"), text);
}
