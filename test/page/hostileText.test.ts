import { expect } from "chai";
import { pageEvent } from "../../workbench/pageEvents.ts";
import { browser } from "../support/browser.ts";
import { ReviewPage } from "../support/reviewPage.ts";

describe("attacker-controlled text on the page", () => {
	const chromium = browser();
	const markup = [
		"<img src=x onerror=\"document.title='owned'\">",
		"<script>document.title='owned'</script>",
		"<svg onload=alert(1)>",
		"javascript:alert(1)",
		'" onmouseover="alert(1)" x="',
		"{{constructor.constructor('alert(1)')()}}",
		"</title></style></textarea><iframe src=//evil.example>",
	];
	const events = markup.map((device, index) =>
		pageEvent(`e${index}`, {
			device,
			city: device,
			country: device,
			type: device,
			riskLevel: device,
			riskDecision: device,
			response: device,
			timeZone: device,
			ipAddress: device,
			challenges: [device],
			feedback: { value: device, provider: device, date: device },
			username: device.replaceAll(" ", ""),
			day: 20 - index,
		}),
	);

	it("is shown verbatim, and neither executes nor loads anything", async () => {
		await using page = await ReviewPage.open(chromium(), { events });
		const asked: string[] = [];
		page.page.on("dialog", (dialog) => {
			asked.push(dialog.message());
			void dialog.dismiss();
		});
		for (const [index, device] of markup.entries()) {
			expect(await page.text(`#event-e${index} .device .first`)).to.equal(device);
			await page.click(`#event-e${index} .device`);
			await page.page.hover(`#event-e${index} .device .first`);
			expect(await page.text(".evidence")).to.include(device);
		}
		await page.press("n");
		await page.page.keyboard.sendCharacter(markup.join(" "));
		await page.press("Escape", "v");
		const diff = await page.save();
		expect(diff).to.include("<script>");
		expect(asked).to.deep.equal([]);
		expect(await page.page.title()).to.match(/Review – /);
		expect(
			await page.page.$$eval("img, iframe, svg[onload], [onmouseover]", ({ length }) => length),
		).to.equal(0);
		expect(await page.page.$$eval("script", ({ length }) => length)).to.equal(1);
		expect(page.requested.filter((address) => !address.startsWith(page.url))).to.deep.equal([]);
		expect(page.complaints).to.deep.equal([]);
	});

	it("may be event IDs named like built-in properties", async () => {
		const ids = ["__proto__", "constructor", "toString"];
		await using page = await ReviewPage.open(chromium(), {
			events: ids.map((id, index) => pageEvent(id, { day: 20 - index })),
		});
		await page.expectCounts("3 0 0");
		await page.press("v", "i", "v");
		const diff = await page.save();
		for (const id of ids) expect(diff).to.include(`  ${id}:`);
		await page.page.reload();
		await page.ready();
		await page.expectCounts("0 0 3");
		expect(await page.decision("constructor")).to.equal("Invalid");
	});
});
