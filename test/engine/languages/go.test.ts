import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { languageExample } from "../../support/languageExample.ts";
import { languageStory } from "../../support/languageStory.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";

describe("The program of examples/go", () => {
	const stage = languageExample("go");

	languageStory(stage);

	it("may be each example in the documentation of its SDK, as the compiler sees it", async () => {
		const packages = sdkExamples("go").map((program, index) => {
			const folder = join(stage().project.folder, `documented${index}`);
			mkdirSync(folder);
			writeFileSync(join(folder, "main.go"), program);
			return `./documented${index}`;
		});
		await stage().run(`go build ${packages.join(" ")}`);
	}).timeout(10 * 60_000);
});
