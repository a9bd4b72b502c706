import { expect } from "chai";
import { fewEvents } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("statements of users on the page", () => {
	const chromium = browser();
	const at = "2026-11-20T09:12:00.000Z";
	const statements = [
		{ eventId: "e1", wasMe: false, at, sameSession: false },
		{ eventId: "e2", wasMe: true, at, sameSession: true },
	];

	it("stands beside the event, and filters", async () => {
		await using page = await ReviewPage.open(chromium(), {
			fill: async (store) => {
				await store.addEvents(fewEvents);
				await store.setStatements(statements);
			},
		});
		const text = () => page.page.$eval("#app", (app) => app.textContent ?? "");
		expect(await text()).to.include("User says: not me, 20 Nov 09:12");
		expect(await text()).to.include("User says: me, 20 Nov 09:12 (same session, no evidence)");
		await page.page.select("#filter-says", "User says: not me");
		await page.expectRows("e1");
		await page.page.select("#filter-says", "User says anything");
		await page.expectRows("e1", "e2");
	});

	it("has no filter where users say nothing", async () => {
		await using page = await ReviewPage.open(chromium());
		expect(await page.page.$("#filter-says")).to.equal(null);
	});
});
