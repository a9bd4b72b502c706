import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { blocksOf, documents, hasKey } from "../../support/readme.ts";
import { step } from "../../support/story.ts";
import { yamlStory } from "../../support/yamlStory.ts";

describe("The YAML programs of docs/", () => {
	yamlStory("are previewed with their evidence", { content: exampleContent() }, async (stack) => {
		const programs = documents.flatMap(blocksOf).filter((block) => hasKey(block, "runtime"));
		expect(programs).not.to.be.empty;
		for (const { text } of programs)
			await step(text, async () => {
				writeFileSync(join(stack.project.folder, "Pulumi.yaml"), text.replace(/^name: .*$/m, "name: test"));
				expect((await stack.preview("--diff")).output).to.include("Germany");
			});
	});
});
