import { expect } from "chai";
import type { Store } from "#review/store/index";
import { fewEvents, pageEvent } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("events from logs on the page", () => {
	const chromium = browser();

	/** Six events, as if read from a log. */
	async function fill(store: Store): Promise<void> {
		await store.addEvents(fewEvents);
		await store.rows("UPDATE event SET source = 'log', time_zone = NULL, feedback_value = NULL");
	}

	it("are looked up in Cognito when they are opened, once each, and show differences", async () => {
		const asked: string[] = [];
		await using page = await ReviewPage.open(chromium(), {
			fill,
			lookUp: async ({ eventId }) => {
				asked.push(eventId);
				return { ...pageEvent(eventId), city: "Bremen", feedback: { value: "Valid", provider: "Admin" } };
			},
		});
		await page.eventually(
			() => page.textIfAny(".looked-up"),
			[
				"In Cognito",
				"Risk decision: NoRisk (in the log: AccountTakeover)",
				"City: Bremen (in the log: Berlin)",
				"Feedback: Valid (not in the log)",
			].join("\n"),
		);
		await page.eventually(
			async () => String((await page.text(".evidence")).includes("local time (+01:00)")),
			"true",
		);
		await page.eventually(() => page.text("#event-e1 .user .second"), "Feedback: Valid");
		await page.press("j");
		await page.eventually(async () => asked.join(" "), "e1 e2");
		await page.press("k");
		await page.eventually(
			async () => String((await page.textIfAny(".looked-up")).includes("Berlin")),
			"true",
		);
		expect(asked).to.deep.equal(["e1", "e2"]);
		await page.click("#filter-unreviewed");
		await page.expectRows("e3", "e4", "e5", "e6");
	});

	it("stay unchanged if the look-up fails, which the page reports", async () => {
		await using page = await ReviewPage.open(chromium(), {
			fill,
			lookUp: async () => {
				throw new Error("no credentials found");
			},
		});
		await page.eventually(
			() => page.textIfAny(".looked-up"),
			"The look-up in Cognito failed: no credentials found",
		);
		await page.press("v");
		await page.expectCounts("5 1 0");
		await page.save();
		expect(page.file()).to.include("source: log");
		expect(page.complaints).to.deep.equal([]);
	});

	it("from a source that failed midway are shown, with a notice that others are missing", async () => {
		const notice = "Incomplete: the source logs was not read to its end. Read so far: 6 lines, 6 events.";
		await using page = await ReviewPage.open(chromium(), { fill, notices: [notice] });
		expect(await page.text(".notices")).to.equal(notice);
		await page.expectRows("e1", "e2", "e3", "e4", "e5", "e6");
	});
});
