import { languageExample } from "../../support/languageExample.ts";
import { languageStory } from "../../support/languageStory.ts";

describe("The program of examples/go", () => {
	const stage = languageExample("go");

	languageStory(stage);
});
