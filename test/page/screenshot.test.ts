import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { exampleContent } from "pulumi-cognito-feedback/emulator";
import { makeReport } from "#review/report/report";
import { browser } from "../support/browser.ts";
import { listedEvents } from "../support/listedEvents.ts";
import { reportInput } from "../support/reportInput.ts";
import { ReviewPage } from "../support/reviewPage.ts";

const picture = fileURLToPath(new URL("../../docs/review.png", import.meta.url));

describe("the picture of the page in README.md", () => {
	const chromium = browser();
	const viewport = { width: 1360, height: 800 };

	/** Takes the picture of the page: the built-in users, and two decisions. */
	async function taken(): Promise<Buffer> {
		await using page = await ReviewPage.open(chromium(), {
			events: await listedEvents(exampleContent()),
			userPoolId: "eu-central-1_Quickstrt",
			report: (store) => makeReport(store, reportInput()),
			viewport,
		});
		await page.clickButton("Risk");
		await page.press("i", "n");
		await page.page.keyboard.type("Travelling, TICKET-123");
		await page.press("Escape", "v", "k");
		await page.expectCounts("20 2 0");
		await page.page.evaluate(() => new Promise(requestAnimationFrame));
		return Buffer.from(await page.page.screenshot());
	}

	it("matches the page; WRITE_PICTURES=1 updates it", async () => {
		const now = await taken();
		if (process.env.WRITE_PICTURES) {
			mkdirSync(dirname(picture), { recursive: true });
			writeFileSync(picture, now);
		}
		expect(existsSync(picture), "docs/review.png").to.equal(true);
		// The sizes only, because fonts depend on the machine.
		expect(sizeOf(readFileSync(picture))).to.deep.equal(sizeOf(now));
	});
});

/** Width and height, at their fixed positions in a PNG. */
function sizeOf(png: Buffer): readonly number[] {
	return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
