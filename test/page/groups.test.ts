import { expect } from "chai";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { storeMany } from "../../workbench/manyStored.ts";
import { pageEvent } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("groups on the page", () => {
	const chromium = browser();

	/** The rows of the table of groups, cell by cell. */
	function groups(page: ReviewPage): Promise<string> {
		return page.page.$$eval(".grouped tbody tr", (rows) =>
			rows
				.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()).join(" | "))
				.join("\n"),
		);
	}

	async function expectGroups(page: ReviewPage, ...lines: readonly string[]): Promise<void> {
		await page.eventually(() => groups(page), lines.map((line) => `${line} | Decide…`).join("\n"));
	}

	it("show the number of their events, risks, first time and decisions", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.press("v");
		await page.page.select("#grouping", "user");
		await expectGroups(
			page,
			"alice | 2 | High 2 | 15 Nov 2026 | 1 Valid, 0 Invalid, 1 not",
			"bob | 2 | Medium 1Low 1 | 18 Nov 2026 | 0 Valid, 0 Invalid, 2 not",
			"carol | 2 | No risk 2 | 16 Nov 2026 | 1 Valid, 0 Invalid, 1 not",
		);
		await page.page.select("#grouping", "network");
		await page.eventually(() => page.text("#groups-shown"), "1–1 of 1 groups");
		await page.page.select("#grouping", "identity");
		await page.eventually(() => page.text("#groups-shown"), "1–3 of 3 groups");
		expect(await groups(page)).to.match(/^alice · Chrome 141, Windows 11 · 192\.0\.2\.0\/24 \| 2 /);
		await page.click(".toggle[data-risk=high]");
		await page.eventually(() => page.text("#groups-shown"), "1–1 of 1 groups");
	});

	it("open as a list of their events, and close again", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.page.select("#grouping", "country");
		await page.clickButton("Japan");
		await page.expectRows("e4");
		expect(await page.text(".chip")).to.match(/^Japan/);
		await page.click(".chip");
		await page.eventually(() => page.text("#groups-shown"), "1–3 of 3 groups");
		await page.page.select("#grouping", "");
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
	});

	it("are decided as a whole with one note, undone as a whole, and saved", async () => {
		await using page = await ReviewPage.open(chromium());
		await page.page.select("#grouping", "user");
		await page.click("[aria-label='Decide on all events of bob']");
		await page.page.waitForSelector("dialog[open]");
		expect(await page.page.$("#how-long")).to.equal(null);
		await page.page.type("#group-note", "stolen phone, TICKET-7");
		await page.clickButton("All Invalid");
		await page.dialogGone();
		await page.expectCounts("4 2 0");
		await page.eventually(
			async () => String((await groups(page)).includes("0 Valid, 2 Invalid, 0 not")),
			"true",
		);
		await page.clickButton("Undo");
		await page.expectCounts("6 0 0");
		await page.click("[aria-label='Decide on all events of bob']");
		await page.page.waitForSelector("dialog[open]");
		await page.page.type("#group-note", "stolen phone, TICKET-7");
		await page.clickButton("All Invalid");
		await page.dialogGone();
		await page.expectCounts("4 2 0");
		await page.save();
		const { decisions } = readFeedbackFile(page.path);
		expect([...decisions.keys()]).to.deep.equal(["e2", "e3"]);
		for (const { feedbackValue, note } of decisions.values())
			expect([feedbackValue, note]).to.deep.equal(["Invalid", "stolen phone, TICKET-7"]);
		expect(page.complaints).to.deep.equal([]);
	});

	it("of more than 1,000 events show how long applying takes, and larger ones the limit of the file", async () => {
		await using page = await ReviewPage.open(chromium(), { fill: (store) => storeMany(store, 160_000) });
		await page.page.select("#grouping", "country");
		await page.clickDecide("Country 0");
		expect(await page.text("#how-long")).to.match(
			/^Applying 4,\d{3} events takes 3 minutes at 25 a second\.$/,
		);
		await page.clickButton("All Valid");
		await page.dialogGone();
		await page.eventually(async () => String((await page.counts()).includes(" 4,")), "true");
		await page.page.select("#grouping", "client");
		await page.clickDecide("client-0");
		await page.clickButton("All Valid");
		await page.eventually(() => page.textIfAny("dialog h2"), "That did not work");
		expect(await page.text("dialog .problem")).to.include("50,000");
	});

	it("show text chosen by an attacker as text", async () => {
		const device = "<img src=x onerror=\"document.title='owned'\">\u001b[2J";
		await using page = await ReviewPage.open(chromium(), {
			events: [pageEvent("e1", { device, country: device })],
		});
		await page.page.select("#grouping", "device");
		await page.eventually(async () => String((await groups(page)).startsWith("<img src=x onerror=")), "true");
		await page.click(".grouped tbody .plain");
		await page.page.waitForSelector("dialog[open]");
		expect(await page.text("dialog")).to.include("<img src=x");
		expect(await page.page.$$eval("img", ({ length }) => length)).to.equal(0);
		expect(await page.page.title()).to.match(/Review – /);
	});
});
