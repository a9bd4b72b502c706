import { expect } from "chai";
import { fewEvents, pageEvent } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("statements of users on the page", () => {
	const chromium = browser();
	const at = "2026-11-20T09:12:00.000Z";
	const statements = [
		{ eventId: "e1", wasMe: false, at, sameSession: false },
		{ eventId: "e2", wasMe: true, at, sameSession: true },
	];

	it("are shown beside the event, and can be filtered", async () => {
		await using page = await ReviewPage.open(chromium(), {
			fill: async (store) => {
				await store.addEvents(fewEvents);
				await store.setStatements(statements);
			},
		});
		const text = () => page.page.$eval("#app", (app) => app.textContent ?? "");
		expect(await text()).to.include("User says: not me, 20 Nov 09:12");
		expect(await text()).to.include("User says: me, 20 Nov 09:12 (same session, no evidence)");
		await page.page.select("#filter-says", "not-me");
		await page.expectRows("e1");
		await page.page.select("#filter-says", "anything");
		await page.expectRows("e1", "e2");
	});

	it("include the user's feedback, and that a decision overrules it", async () => {
		const feedback = { value: "Invalid", provider: "User", date: "2026-11-21T10:00:00Z" };
		await using page = await ReviewPage.open(chromium(), { events: [pageEvent("e1", { feedback })] });
		expect(await page.text("#event-e1 .user .second")).to.equal("Feedback: Invalid, by the user");
		expect(await page.text(".evidence")).to.include("Invalid, by the user, 2026-11-21\n");
		await page.press("v");
		await page.eventually(
			async () => String((await page.text(".evidence")).includes("2026-11-21, overruled by your decision")),
			"true",
		);
	});

	it("can be sorted: `not me` first, `me` last, and those of the same session as if missing", async () => {
		await using page = await ReviewPage.open(chromium(), {
			fill: async (store) => {
				await store.addEvents(fewEvents);
				const of = (eventId: string, wasMe: boolean, sameSession = false) => ({
					eventId,
					wasMe,
					at,
					sameSession,
				});
				await store.setStatements([of("e1", true), of("e2", false, true), of("e4", false)]);
			},
		});
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
		await page.page.locator("::-p-xpath(//button[starts-with(., 'Not me')])").click();
		await page.expectRows("e4", "e2", "e3", "e5", "e6", "e1");
		expect(await page.page.$$eval("[aria-sort=other]", (heads) => heads.length)).to.equal(1);
		await page.press("Home", "v");
		await page.expectCounts("5 1 0");
		expect(await page.decision("e4")).to.equal("Valid");
		expect(await page.current()).to.equal("e2");
	});

	it("are hidden in a blind sample, with their filter and their order, until there is a decision", async () => {
		await using page = await ReviewPage.open(chromium(), {
			blind: true,
			fill: async (store) => {
				await store.addEvents(fewEvents);
				await store.setStatements(
					fewEvents.map(({ eventId }) => ({ eventId, wasMe: false, at, sameSession: false })),
				);
			},
		});
		const says = async () =>
			(await page.page.$$eval(".rows .user", (cells) => cells.map((cell) => cell.textContent ?? ""))).filter(
				(text) => text.includes("User says"),
			).length;
		expect(await says()).to.equal(6);
		await page.clickButton("Sample…");
		await page.page.waitForSelector("dialog[open]");
		await page.clickButton("Draw");
		await page.dialogGone();
		await page.page.waitForFunction(() => document.querySelector("#filter-says") === null);
		expect(await page.page.$("::-p-xpath(//button[starts-with(., 'Not me')])")).to.equal(null);
		expect(await says()).to.equal(0);
		expect(await page.text(".evidence")).not.to.include("User says");
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.eventually(async () => `${await says()}`, "1");
	});

	it("have no filter if there are none", async () => {
		await using page = await ReviewPage.open(chromium());
		expect(await page.page.$("#filter-says")).to.equal(null);
	});
});
