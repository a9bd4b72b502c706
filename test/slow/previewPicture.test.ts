import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { quickstartPreview } from "../../tools/preview-picture/quickstartPreview.ts";
import { terminalPicture } from "../../tools/preview-picture/terminalPicture.ts";
import { repository } from "../support/script.ts";

const picture = join(repository, "docs/preview.svg");

describe("The picture of a preview in README.md", () => {
	it("matches the CLI's output; WRITE_PICTURES=1 updates it", async () => {
		const now = terminalPicture("pulumi preview --diff", await quickstartPreview());
		if (process.env.WRITE_PICTURES) writeFileSync(picture, now);
		expect(readFileSync(picture, "utf8")).to.equal(now);
	});
});
