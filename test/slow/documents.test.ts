import { appendFileSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { dynamicProvider, plugin } from "../../workbench/project/adapters.ts";
import { sdkOf } from "../../workbench/project/sdk.ts";
import { single } from "../support/program.ts";
import { readerStory } from "../support/reader.ts";
import { type Block, blocksOf, commandsOf, documents, hasKey } from "../support/readme.ts";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";

const berlin = { userPoolId: "eu-central-1_Quickstrt", eventId: "6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841" };
const env = { PATH: [join(repository, "node_modules", ".bin"), process.env.PATH].join(delimiter) };

// Last, because docs/languages.md has imports of protected resources. test/slow/readme.test.ts covers README.md.
const last = "docs/languages.md";
const inOrder = [...documents.filter((each) => ![last, "README.md"].includes(each)), last];

describe("Every command", () => {
	readerStory(
		"of docs/ works in a project",
		{ env },
		async (reader, stack) => {
			for (const block of inOrder.flatMap(blocksOf))
				await step(block.text, async () => {
					await reader.run(commandsOf(block));
					if (hasKey(block, "decisions")) expectMade(block, stack.project.folder);
					if (hasKey(block, "plugins")) appendFileSync(join(stack.project.folder, "Pulumi.yaml"), block.text);
				});
			await step("the result of docs/languages.md", async () => {
				expect(await reader.shell("pulumi stack export")).to.include(`"type": "${plugin.single}"`);
			});
		},
		() => single("berlin", berlin)(sdkOf(dynamicProvider)),
	);
});

/** Compares a decisions file in a document with the one that the commands before it made. */
function expectMade({ text }: Block, folder: string): void {
	const made = readFileSync(join(folder, "feedback.yaml"), "utf8");
	expect(made.replace(/^# yaml-language-server: .*\n/, "")).to.equal(text);
}
