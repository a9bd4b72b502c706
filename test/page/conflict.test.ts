import { rmSync } from "node:fs";
import { expect } from "chai";
import { pagePool } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("saving into a file that changed meanwhile", () => {
	const chromium = browser();
	const head = `userPoolId: ${pagePool}\ndecisions:\n`;
	const e1 = "  e1:\n    username: alice\n    feedbackValue: Valid\n";
	const e2 = "  e2:\n    username: bob\n    feedbackValue: Invalid\n    note: by hand\n";

	async function savesInConflict(page: ReviewPage): Promise<void> {
		await page.clickButton("Save");
		await page.page.waitForSelector("dialog[open]");
		expect(await page.text("dialog h2")).to.equal("The file has changed on disk");
	}

	it("overwrites nothing, shows both changes, and keeps both when the file is read again", async () => {
		await using page = await ReviewPage.open(chromium(), { file: head + e1 });
		await page.clickDecision("e3", "Valid");
		page.writeFile(head + e1 + e2);
		await savesInConflict(page);
		expect(page.file()).to.equal(head + e1 + e2);
		const [theirs = "", ours = ""] = await page.page.$$eval("dialog .diff", (shown) =>
			shown.map(({ textContent }) => textContent ?? ""),
		);
		expect(theirs)
			.to.match(/^\+ +note: by hand$/m)
			.and.not.to.match(/^\+ +"?e3"?:/m);
		expect(ours)
			.to.match(/^\+ +"?e3"?:$/m)
			.and.not.to.match(/by hand/);

		await page.clickButton("Reload the file");
		await page.dialogGone();
		await page.expectCounts("3 1 2");
		expect(page.file()).to.equal(head + e1 + e2);
		await page.save();
		expect(page.file())
			.to.include(head + e1 + e2)
			.and.to.match(/^ {2}"?e3"?:$/m);
		await page.expectCounts("3 0 3");
	});

	it("keeps unsaved changes if the file is not read again", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("v");
		page.writeFile(head + e2);
		await savesInConflict(page);
		await page.clickButton("Cancel");
		await page.expectCounts("5 1 0");
		expect(page.file()).to.equal(head + e2);
		await savesInConflict(page);
	});

	it("does not write a file that was removed", async () => {
		await using page = await ReviewPage.open(chromium(), { file: head + e1 });
		await page.clickDecision("e3", "Valid");
		rmSync(page.path);
		await savesInConflict(page);
		expect(page.file()).to.equal(undefined);
	});

	it("names the mistake if the file has become invalid", async () => {
		await using page = await ReviewPage.open(chromium(), { file: head + e1 });
		await page.clickDecision("e3", "Valid");
		const broken = `${head}${e1}    feedbackValue: Maybe\n`;
		page.writeFile(broken);
		await savesInConflict(page);
		await page.clickButton("Reload the file");
		await page.page.waitForSelector("dialog .problem");
		expect(await page.text("dialog h2")).to.equal("Nothing was saved");
		expect(await page.text("dialog .problem")).to.include(`${page.path}:6:`);
		// The previous dialog has been removed by now, and cannot close this one.
		await page.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
		expect(await page.text("dialog h2")).to.equal("Nothing was saved");
		expect(page.file()).to.equal(broken);
		await page.press("Escape");
		await page.expectCounts("4 1 1");
	});

	it("detects changes that a second page saved", async () => {
		await using page = await ReviewPage.open(chromium());
		const other = await chromium().newPage();
		await other.goto(page.url);
		await other.waitForSelector("#app[aria-busy=false]");
		await other.keyboard.press("i");
		await other.keyboard.down("Control");
		await other.keyboard.press("s");
		await other.keyboard.up("Control");
		await other.waitForSelector("dialog[open]");
		await other.close();
		await page.page.bringToFront();
		await page.press("v");
		const before = page.file();
		await savesInConflict(page);
		expect(page.file()).to.equal(before);
	});

	it("reports that the server has stopped, and keeps the decisions", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.stop();
		await page.clickButton("Save");
		await page.page.waitForSelector("dialog[open]");
		expect(await page.text("dialog .problem")).to.match(/^The server does not respond/);
		await page.press("Escape");
		await page.expectCounts("5 1 0");
	});
});
