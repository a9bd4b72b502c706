import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { quickstartPreview } from "../../tools/preview-picture/quickstartPreview.ts";
import { terminalPicture } from "../../tools/preview-picture/terminalPicture.ts";
import { readmeBlock } from "../support/readme.ts";

const picture = fileURLToPath(new URL("../../docs/preview.svg", import.meta.url));

describe("the picture of a preview in README.md", () => {
	let output: string;

	before(async () => {
		output = await quickstartPreview();
	});

	it("is one of what the CLI prints; WRITE_PICTURES=1 takes it anew", () => {
		const now = terminalPicture("pulumi preview --diff", output);
		if (process.env.WRITE_PICTURES) writeFileSync(picture, now);
		expect(readFileSync(picture, "utf8")).to.equal(now);
	});

	it("says what the text beside it says", () => {
		expect(stripVTControlCharacters(output)).to.include(readmeBlock("text", "(create)"));
	});
});
