import { expect } from "chai";
import { readFeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import { manyEvents } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("a sample on the page", () => {
	const chromium = browser();
	const events = manyEvents(200);

	async function draw(page: ReviewPage, size: string): Promise<void> {
		await page.clickButton("Sample…");
		await page.page.waitForSelector("dialog[open]");
		await page.page.$eval("#sample-size", (field) => {
			(field as HTMLInputElement).value = "";
		});
		await page.page.type("#sample-size", size);
		await page.clickButton("Draw");
		await page.dialogGone();
	}

	it("contains the requested number of the listed events, and is saved with all of them", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		await page.click(".toggle[data-risk=high]");
		await page.eventually(() => page.text("#shown"), "7 of 200 events");
		await draw(page, "3");
		await page.eventually(() => page.text("#shown"), "3 of 200 events");
		const rows = await page.rows();
		await page.press("v");
		await page.expectCounts("199 1 0");
		await page.save();
		const [sample] = readFeedbackFile(page.path).samples;
		expect(sample).to.deep.include({ population: 7, size: 3, blind: false, filter: { risks: ["high"] } });
		expect(sample?.events).to.have.members(rows);
	});

	it("that is blind hides risk and earlier feedback until there is a decision, even after a reload", async () => {
		const withFeedback = events.map((event) => ({
			...event,
			feedback: { value: "Invalid", provider: "Admin" },
		}));
		await using page = await ReviewPage.open(chromium(), { events: withFeedback, blind: true });
		await draw(page, "5");
		await page.eventually(() => page.text("#shown"), "5 of 200 events");
		const shown = () => page.text(".grid");
		expect(await shown()).not.to.match(/Feedback|No risk|High|Medium|Low|takeover/);
		expect(await page.text(".evidence")).not.to.match(/Admin|No risk|High|Medium|Low/);
		expect(await page.page.$(".toggle[data-risk]")).to.equal(null);
		await page.press("v");
		await page.expectCounts("199 1 0");
		await page.eventually(async () => String((await shown()).match(/Feedback: Invalid/g)?.length), "1");
		await page.save();
		await page.page.reload();
		await page.ready();
		const [sample] = await page.page.$$eval("#sample option:nth-child(2)", (options) =>
			options.map((option) => (option as HTMLOptionElement).value),
		);
		await page.page.select("#sample", sample ?? "");
		await page.eventually(() => page.text("#shown"), "5 of 200 events");
		expect((await shown()).match(/Feedback: Invalid/g)).to.have.length(1);
	});

	it("cannot exceed the number of events, which the page reports", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		await page.clickButton("Sample…");
		await page.page.waitForSelector("dialog[open]");
		await page.page.$eval("#sample-size", (field) => {
			(field as HTMLInputElement).value = "";
		});
		await page.page.type("#sample-size", "201");
		await page.clickButton("Draw");
		expect(
			await page.page.$eval("#sample-size", (field) => (field as HTMLInputElement).validity.rangeOverflow),
		).to.equal(true);
		expect(await page.page.$("dialog[open]")).not.to.equal(null);
	});
});
