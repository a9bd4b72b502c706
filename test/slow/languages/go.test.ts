import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { languageStory } from "../../support/languageStory.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";
import { step } from "../../support/story.ts";

describe("The program of examples/go", () => {
	languageStory("go", async (example) => {
		await step("may be each example in its SDK's documentation, according to the compiler", async () => {
			const packages = sdkExamples("go").map((program, index) => {
				const folder = join(example.project.folder, `documented${index}`);
				mkdirSync(folder);
				writeFileSync(join(folder, "main.go"), program);
				return `./documented${index}`;
			});
			// Compiles the programs without linking, which would take longer.
			await example.run(`go list -export ${packages.join(" ")}`);
		});
	});
});
