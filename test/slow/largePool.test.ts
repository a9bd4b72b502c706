import { expect } from "chai";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { manyEvents } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("10,000 events on the page", () => {
	const chromium = browser();
	const events = manyEvents(10_000);

	it("can all be reached, with only the visible ones rendered", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		await page.expectCounts("10,000 0 0");
		expect((await page.rows())[0]).to.equal("event-0");
		expect(await page.rows()).to.have.length.below(60);
		await page.press("End");
		await page.eventually(async () => (await page.rows()).at(-1) ?? "", "event-9999");
		expect(await page.current()).to.equal("event-9999");
		expect(await page.rows()).to.have.length.below(60);
		await page.press("k", "v");
		expect(await page.decision("event-9998")).to.equal("Valid");
		await page.press("Home");
		await page.eventually(async () => (await page.rows())[0] ?? "", "event-0");
	});

	it("are rendered on scrolling, and the current one stays the same", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		await page.page.$eval("[role=grid]", (grid) => {
			grid.scrollTop = grid.scrollHeight / 2;
		});
		await page.eventually(async () => String((await page.rows()).includes("event-5000")), "true");
		expect(await page.current()).to.equal("event-0");
		expect(await page.rows()).to.include("event-0");
	});

	it("can be decided at once, saved and undone", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		await page.chord("Control", "a");
		await page.press("v");
		await page.expectCounts("0 10,000 0");
		await page.save();
		await page.expectCounts("0 0 10,000");
		expect(readFeedbackFile(page.path).decisions.size).to.equal(10_000);
		await page.press("u");
		await page.expectCounts("10,000 10,000 0");
	});

	it("can be filtered, also by a period on the timeline", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		await page.click(".toggle[data-risk=high]");
		await page.eventually(() => page.text("#shown"), "334 of 10,000 events");
		await page.click("#filter-user");
		await page.page.keyboard.type("user-30");
		await page.eventually(() => page.text("#shown"), "34 of 10,000 events");
		await page.page.focus("[role=slider][aria-label=To]");
		await page.press("PageDown");
		await page.eventually(async () => String((await page.rows()).includes("event-30")), "false");
	});
});
