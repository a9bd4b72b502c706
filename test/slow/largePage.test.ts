import { expect } from "chai";
import { storeMany } from "../../workbench/manyStored.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("1,000,000 events on the page", () => {
	const chromium = browser();
	const count = 1_000_000;

	it("can be scrolled, filtered, grouped and sampled, with no more data in the browser than with a few", async () => {
		await using page = await ReviewPage.open(chromium(), { fill: (store) => storeMany(store, count) });
		await page.expectCounts("1,000,000 0 0");
		expect((await page.rows())[0]).to.equal("event-0");
		await page.press("End");
		await page.eventually(() => page.current(), "event-999999");
		await page.eventually(async () => (await page.rows()).at(-1) ?? "", "event-999999");
		await page.press("k", "v");
		expect(await page.decision("event-999998")).to.equal("Valid");
		await page.press("Home");
		await page.eventually(async () => (await page.rows())[0] ?? "", "event-0");

		// With the scroll bar to the middle, and from there row by row.
		await page.page.$eval("[role=grid]", (grid) => {
			grid.scrollTop = grid.scrollHeight / 2;
		});
		await page.eventually(
			async () => String(Math.round(Number((await page.rows())[5]?.slice(6)) / 100_000)),
			"5",
		);
		const drawn = await page.rows();
		expect(drawn).to.have.length.below(60);
		const places = drawn.slice(1).map((id) => Number(id.slice(6)));
		for (const [index, place] of places.slice(1).entries()) expect(place).to.equal((places[index] ?? 0) + 1);

		await page.click(".toggle[data-risk=high]");
		await page.eventually(() => page.text("#shown"), "33,334 of 1,000,000 events");
		await page.page.select("#grouping", "user");
		await page.eventually(
			async () => String(/of [\d,]+ groups/.test(await page.text("#groups-shown"))),
			"true",
		);
		await page.page.select("#grouping", "");
		await page.clickButton("Sample…");
		await page.page.waitForSelector("dialog[open]");
		await page.clickButton("Draw");
		await page.dialogGone();
		await page.eventually(() => page.text("#shown"), "100 of 1,000,000 events");
		await page.expectCounts("999,999 1 0");
		const elements = await page.page.$$eval("*", ({ length }) => length);
		expect(elements).to.be.below(3_000);
		const { JSHeapUsedSize: heap = 0 } = await page.page.metrics();
		expect(heap).to.be.below(30 * 1024 * 1024);
		expect(page.complaints).to.deep.equal([]);
	});

	it("are shown again after a reload, with saved decisions and without unsaved ones", async () => {
		await using page = await ReviewPage.open(chromium(), { fill: (store) => storeMany(store, count) });
		page.page.on("dialog", (dialog) => void dialog.accept());
		await page.press("v", "i");
		await page.save();
		await page.press("v");
		await page.expectCounts("999,997 1 2");
		await page.page.reload();
		await page.ready();
		await page.expectCounts("999,998 0 2");
		expect(await page.decision("event-1")).to.equal("Invalid");
	});
});
