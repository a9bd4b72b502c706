import { expect } from "chai";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("filtering on the page", () => {
	const chromium = browser();

	/** Drags over the timeline between two fractions of its width. */
	async function brush(page: ReviewPage, from: number, to: number): Promise<void> {
		const plot = await page.page.waitForSelector(".plot");
		const box = await plot?.boundingBox();
		if (!box) throw new Error("there is no timeline");
		const y = box.y + box.height / 2;
		await page.page.mouse.move(box.x + box.width * from, y);
		await page.page.mouse.down();
		await page.page.mouse.move(box.x + box.width * to, y, { steps: 4 });
		await page.page.mouse.up();
	}

	it("shows the events of the chosen risks", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.click(".toggle[data-risk=high]");
		await page.expectRows("e1", "e6");
		await page.click(".toggle[data-risk=medium]");
		await page.expectRows("e1", "e2", "e6");
		expect(await page.text("#shown")).to.equal("3 of 6 events");
		await page.clickButton("Show all");
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
	});

	it("shows the events of a user, a country and a type", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.click("#filter-user");
		await page.page.keyboard.type("ARO");
		await page.expectRows("e4", "e5");
		await page.page.select("#filter-country", "Japan");
		await page.expectRows("e4");
		await page.page.select("#filter-type", "SignIn");
		await page.expectRows();
		expect(await page.text(".nothing")).to.equal("No events match the filters.");
		await page.page.select("#filter-country", "");
		await page.expectRows("e5");
	});

	it("shows events without feedback and without a decision in the file", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.click("#filter-unreviewed");
		await page.expectRows("e1", "e2", "e3", "e4", "e6");
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.expectRows("e1", "e2", "e3", "e4", "e6");
		await page.save();
		await page.expectRows("e2", "e3", "e4", "e6");
	});

	it("excludes hidden events from decisions", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.chord("Control", "a");
		await page.click(".toggle[data-risk=high]");
		await page.expectRows("e1", "e6");
		await page.press("i");
		await page.expectCounts("4 2 0");
	});

	it("shows the period that is selected by dragging over the timeline", async () => {
		await using page = await ReviewPage.open(chromium());
		await brush(page, 0.3, 0.72);
		await page.expectRows("e3", "e4");
		expect(await page.text(".chip")).to.match(/^1[67] Nov \d\d:\d\d – 1[89] Nov \d\d:\d\d UTC\s/);
		await page.click(".toggle[data-risk=low]");
		await page.expectRows("e3");
		await page.click(".chip");
		await page.expectRows("e3");
		await page.click(".toggle[data-risk=low]");
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
	});

	it("selects a period with the keyboard", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.page.focus("[role=slider][aria-label=From]");
		for (let pressed = 0; pressed < 3; pressed++) await page.press("PageUp");
		await page.expectRows("e1", "e2", "e3");
		expect(await page.page.$eval("[role=slider][aria-label=From]", (end) => end.ariaValueText)).to.match(
			/^1[78] Nov \d\d:\d\d UTC$/,
		);
		await page.press("Home");
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
	});

	it("sorts by risk, time and user", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.clickButton("Risk");
		await page.expectRows("e1", "e6", "e2", "e3", "e4", "e5");
		await page.clickButton("User");
		await page.expectRows("e1", "e6", "e2", "e3", "e4", "e5");
		await page.clickButton("Time");
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
		await page.clickButton("Time↓");
		await page.expectRows("e6", "e5", "e4", "e3", "e2", "e1");
	});
});
