import { expect } from "chai";
import { languageExample } from "../../support/languageExample.ts";
import { languageStory } from "../../support/languageStory.ts";
import { sdkExamples } from "../../support/sdkExamples.ts";

describe("The program of examples/python", () => {
	const stage = languageExample("python");

	languageStory(stage);

	it("may be the examples in the documentation of its SDK", async () => {
		stage().program(sdkExamples("python").join("\n"));
		const { output } = await stage().run("pulumi preview --stack dev --diff");
		expect(output).to.include("AuthEventFeedback::berlin").and.include("AuthEventFeedbackSet::reviewed");
	});
});
