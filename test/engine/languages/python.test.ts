import { languageExample } from "../../support/languageExample.ts";
import { languageStory } from "../../support/languageStory.ts";

describe("The program of examples/python", () => {
	const stage = languageExample("python");

	languageStory(stage);
});
