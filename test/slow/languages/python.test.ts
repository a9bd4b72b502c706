import { expect } from "chai";
import { languageStory } from "../../support/languageStory.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";
import { step } from "../../support/story.ts";

describe("The program of examples/python", () => {
	languageStory("python", async (example) => {
		await step("may be the examples in the documentation of its SDK", async () => {
			example.program(sdkExamples("python").join("\n"));
			const { output } = await example.run("pulumi preview --stack dev --diff");
			expect(output).to.include("AuthEventFeedback::berlin").and.include("AuthEventFeedbackSet::reviewed");
		});
	});
});
