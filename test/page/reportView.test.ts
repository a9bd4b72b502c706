import { expect } from "chai";
import { makeReport } from "#review/report/report";
import { fewEvents } from "../../workbench/pageEvents.ts";
import { violations } from "../support/axe.ts";
import { browser } from "../support/browser.ts";
import { rawRequest } from "../support/rawRequest.ts";
import { reportInput } from "../support/reportInput.ts";
import { ReviewPage, type ReviewPageOptions } from "../support/reviewPage.ts";

describe("the report on the review page", () => {
	const chromium = browser();
	const at = "2026-11-20T09:12:00.000Z";

	/** Opens the page with a store, two users' statements, and their report. */
	function open(options: ReviewPageOptions = {}): Promise<ReviewPage> {
		return ReviewPage.open(chromium(), {
			fill: async (store) => {
				const reading = await store.addEvents(fewEvents);
				await store.addCoverage({ source: "cognito", filter: "{}", reading });
				await store.setStatements([
					{ eventId: "e1", wasMe: false, at, sameSession: false },
					{ eventId: "e2", wasMe: true, at, sameSession: false },
				]);
			},
			report: (store, { decisions }) => makeReport(store, reportInput({ decisions, hasStatements: true })),
			...options,
		});
	}

	/** The text of the frame, once it is loaded. */
	async function textOfReport({ page }: ReviewPage): Promise<string> {
		const frame = await page.waitForSelector(".report iframe");
		const content = await frame?.contentFrame();
		return (await content?.waitForSelector("main"))?.evaluate((main) => main.innerText) ?? "";
	}

	const isGone = (page: ReviewPage) =>
		page.page.waitForFunction(
			() => document.querySelector(".report") === null && document.querySelector("[role=grid]") !== null,
		);

	it("opens with a button, and includes saved decisions and users' statements", async () => {
		await using page = await open();
		await page.press("i");
		await page.save();
		await page.press("v");
		await page.clickButton("Report");
		const text = await textOfReport(page);
		expect(text).to.include("Ratings against feedback");
		expect(text).to.include("Of 1 event rated Medium or High with feedback, 1 (100.0 %) were unwanted");
		expect(text).to.include("Users and administrators agree on 1 of 1 event");
		expect(await page.text(".report .bar")).to.include("1 unsaved decision is not part of it.");
		await page.click(".report .bar button");
		await isGone(page);
		await page.expectCounts("4 1 1");
		expect(page.complaints).to.deep.equal([]);
	});

	it("opens and closes with keys, also from inside it, and allows no decision meanwhile", async () => {
		await using page = await open();
		await page.press("r");
		await textOfReport(page);
		expect(await page.page.evaluate(() => document.activeElement?.textContent)).to.match(
			/Back to the events/,
		);
		await page.press("v", "x", "u");
		await page.press("Escape");
		await isGone(page);
		await page.expectCounts("6 0 0");
		await page.press("r");
		await textOfReport(page);
		await page.press("Tab", "Escape");
		await isGone(page);
		await page.press("v");
		await page.expectCounts("5 1 0");
	});

	it("shows progress while it is generated, and can be closed meanwhile", async () => {
		const begun = Promise.withResolvers<void>();
		await using page = await open({
			report: async (store) => {
				await begun.promise;
				return makeReport(store, reportInput());
			},
		});
		await page.press("r");
		await page.page.waitForSelector(".report[aria-busy=true] .making");
		await page.press("Escape");
		await isGone(page);
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.press("r");
		await page.page.waitForSelector(".report .making");
		begun.resolve();
		await textOfReport(page);
		expect(await page.page.$(".making")).to.equal(null);
	});

	it("shows why it could not be generated", async () => {
		await using page = await open({ report: () => Promise.reject(new Error("The disk is full.")) });
		await page.press("r");
		await page.page.waitForSelector("dialog[open]");
		expect(await page.text("dialog .problem")).to.equal("The disk is full.");
		await page.press("Escape");
		await isGone(page);
	});

	for (const [name, look] of [
		["light", { scheme: "light" }],
		["dark on a phone", { scheme: "dark", viewport: { width: 390, height: 844 } }],
	] as const)
		it(`has labels, roles and contrast, ${name}`, async () => {
			await using page = await open(look);
			await page.press("v");
			await page.clickButton("Report");
			await textOfReport(page);
			expect(await violations(page.page)).to.deep.equal([]);
			const [, report] = page.page.frames();
			expect(report && (await violations(report))).to.deep.equal([]);
		});

	it("is served only to the page that requested it, and runs no scripts", async () => {
		await using page = await open();
		const { session } = await (await fetch(`${page.url}open`)).json();
		const address = `${page.url}report/${session}`;
		expect((await rawRequest(address)).status).to.equal(404);
		await page.press("r");
		await textOfReport(page);
		const [made = ""] = page.requested.filter((url) => url.includes("/report/"));
		const { status, headers } = await rawRequest(made);
		expect(status).to.equal(200);
		const policy = String(headers["content-security-policy"]);
		expect(policy).to.match(/^default-src 'none'; style-src 'sha256-[^']+'; /);
		expect(policy)
			.to.include("frame-ancestors 'self'")
			.and.not.match(/unsafe|script-src/);
		expect((await rawRequest(made, { headers: { host: "evil.example" } })).status).to.equal(421);
		expect((await rawRequest(made.replace(/[^/]+\/report/, "other/report"))).status).to.equal(404);
	});

	it("has no button if the server cannot generate it", async () => {
		await using page = await ReviewPage.open(chromium());
		expect(
			await page.page.$$eval(".actions button", (all) => all.map((each) => each.innerText)),
		).not.to.include("Report");
	});
});
