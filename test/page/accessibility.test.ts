import { expect } from "chai";
import { violations } from "../support/axe.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage, type ReviewPageOptions } from "../support/reviewPage.ts";

describe("the accessibility of the page", () => {
	const chromium = browser();
	const phone = { width: 390, height: 844 };
	const looks: readonly (ReviewPageOptions & { readonly name: string })[] = [
		{ name: "dark", scheme: "dark" },
		{ name: "light on a phone", scheme: "light", viewport: phone },
	];

	/** The role of the focused element. */
	function focused(page: ReviewPage): Promise<string | null | undefined> {
		return page.page.evaluate(() => document.activeElement?.getAttribute("role"));
	}

	for (const { name, ...options } of looks) {
		it(`covers labels, roles and contrast, on pages no wider than the screen, ${name}`, async () => {
			await using page = await ReviewPage.open(chromium(), options);
			const [width, screen] = await page.page.evaluate(() => [
				document.documentElement.scrollWidth,
				document.documentElement.clientWidth,
			]);
			expect(width).to.be.at.most(screen ?? 0);
			await page.press("v", "i", "x");
			await page.press("n");
			await page.page.keyboard.type("why");
			await page.press("Escape", "x");
			expect(await violations(page.page)).to.deep.equal([]);
			await page.press("?");
			await page.page.waitForSelector("dialog[open]");
			expect(await violations(page.page)).to.deep.equal([]);
			await page.press("Escape");
			await page.save();
			await page.chord("Shift", "J");
			expect(await violations(page.page)).to.deep.equal([]);
		});
	}

	for (const { name, ...options } of looks)
		it(`covers labels, roles and contrast in groups, samples and notices, ${name}`, async () => {
			await using page = await ReviewPage.open(chromium(), {
				...options,
				blind: true,
				notices: ["Incomplete: the source logs was not read to its end."],
			});
			const openFilters = async () => {
				if (options.viewport) await page.clickButton("Filters");
			};
			await openFilters();
			await page.page.select("#grouping", "network");
			await page.page.waitForSelector(".groups table[aria-busy=false]");
			expect(await violations(page.page)).to.deep.equal([]);
			await page.page.locator(".groups [aria-label^='Decide on all events']").click();
			await page.page.waitForSelector("dialog[open]");
			expect(await violations(page.page)).to.deep.equal([]);
			await page.press("Escape");
			await page.dialogGone();
			await page.page.locator(".groups .link").click();
			await page.page.waitForSelector(".filters .chip");
			expect(await violations(page.page)).to.deep.equal([]);
			await page.clickButton("Sample…");
			await page.page.waitForSelector("dialog[open]");
			expect(await violations(page.page)).to.deep.equal([]);
			await page.clickButton("Draw");
			await page.dialogGone();
			await page.press("v");
			await page.expectCounts("5 1 0");
			expect(await violations(page.page)).to.deep.equal([]);
		});

	it("allows reaching every control with the Tab key, and shows the focus", async () => {
		await using page = await ReviewPage.open(chromium());
		// The page shows it last, when the server has counted the user's events.
		await page.page.waitForSelector("::-p-xpath(//button[contains(., 'Only this user')])");
		const reached = new Set<string>();
		for (let pressed = 0; pressed < 40; pressed++) {
			await page.press("Tab");
			const [name, isOutlined, tag] = await page.page.evaluate(() => {
				const focused = document.activeElement as HTMLElement;
				const grid = focused.matches("[role=grid]")
					? focused.querySelector("[aria-current=true]")
					: undefined;
				const { outlineStyle } = getComputedStyle(grid ?? focused);
				const label = focused.getAttribute("aria-label") ?? focused.id;
				return [
					label || (focused.textContent ?? "").trim(),
					outlineStyle !== "none",
					focused.tagName,
				] as const;
			});
			if (tag !== "BODY") expect(isOutlined, name).to.equal(true);
			reached.add(name.replace(/\s*\d+$/, ""));
		}
		expect([...reached]).to.include.members([
			"Help: keyboard shortcuts",
			"From",
			"To",
			"High",
			"filter-user",
			"filter-country",
			"filter-unreviewed",
			"Rated events",
			"note",
			"Only this user",
		]);
	});

	it("includes returning the focus to the table when a dialog closes", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("?");
		await page.page.waitForSelector("dialog[open]");
		await page.press("Escape");
		await page.dialogGone();
		expect(await focused(page)).to.equal("grid");
		await page.press("?");
		await page.page.waitForSelector("dialog[open]");
		await page.clickButton("Close");
		await page.dialogGone();
		expect(await focused(page)).to.equal("grid");
	});

	it("includes making decisions by touch on a phone", async () => {
		await using page = await ReviewPage.open(chromium(), { viewport: phone });
		await page.click(".thumb.valid");
		await page.click(".thumb.invalid");
		await page.expectCounts("4 2 0");
		await page.page.locator("::-p-xpath(//*[@class='thumbs']/button[.='Undo'])").click();
		await page.expectCounts("5 1 0");
		await page.clickButton("Filters");
		await page.page.select("#order", "oldest");
		await page.click(".toggle[data-risk=high]");
		await page.expectRows("e6", "e1");
	});
});
