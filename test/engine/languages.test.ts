import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { repository } from "../support/script.ts";
import { step } from "../support/story.ts";
import { yamlStory } from "../support/yamlStory.ts";

// test/slow/languages covers Python, Go and TypeScript.
describe("The program of examples/yaml", () => {
	yamlStory(
		"is previewed with its evidence, applied, and then has no changes",
		{ content: exampleContent() },
		async (stack) => {
			const program = readFileSync(join(repository, "examples/yaml/Pulumi.yaml"), "utf8");
			writeFileSync(join(stack.project.folder, "Pulumi.yaml"), program.replace(/^name: .*$/m, "name: test"));

			await step("shows the evidence in a preview, which submits nothing", async () => {
				const { output, writes } = await stack.preview();
				expect(output).to.include("Berlin").and.include("latestRisk");
				expect(writes).to.deep.equal([]);
			});

			await step("submits its decisions", async () => {
				await stack.up();
				expect(stack.feedback()).to.include({
					"6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841": "Valid",
					"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": "Invalid",
				});
			});

			await step("has no further changes", async () => {
				expect((await stack.up()).output).to.include("3 unchanged");
			});
		},
	);
});
