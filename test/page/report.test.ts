import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Page } from "puppeteer-core";
import { reportPage } from "#review/report/page/html";
import { documentOf } from "#review/report/words/document";
import { browser } from "../support/browser.ts";
import { exampleReport } from "../support/exampleReport.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const picture = fileURLToPath(new URL("../../docs/report.png", import.meta.url));

describe("The page of a report", function () {
	this.timeout(60_000);
	const chromium = browser();
	let html = "";
	before(async () => {
		html = reportPage(documentOf(await exampleReport()));
	});

	/** Opens the page from a file, without a server. Any request fails the test. */
	async function open(
		scheme: "light" | "dark" = "light",
		viewport = { width: 1_000, height: 800 },
	): Promise<Page & AsyncDisposable> {
		const page = await chromium().newPage();
		await page.setViewport(viewport);
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
		const requests: string[] = [];
		page.on("request", (request) => requests.push(request.url()));
		await page.setContent(html);
		expect(requests.filter((url) => !url.startsWith("about:"))).to.deep.equal([]);
		return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() });
	}

	/** In dark mode, only the colors differ. */
	const rules = {
		light: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		dark: ["color-contrast"],
	};
	for (const scheme of ["light", "dark"] as const)
		it(`has no violations that axe detects, ${scheme}`, async () => {
			await using page = await open(scheme);
			// The page's own policy blocks all scripts, so it is bypassed.
			await page.setBypassCSP(true);
			await page.setContent(html);
			await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
			await page.evaluate(axe);
			const found = (await page.evaluate(
				`axe.run(document, { runOnly: ${JSON.stringify(rules[scheme])} })
					.then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`,
			)) as string[];
			expect(found).to.deep.equal([]);
		});

	it("has a table with the numbers of each chart", async () => {
		await using page = await open();
		const counts = await page.$$eval("figure", (figures) =>
			figures
				.filter((figure) => figure.querySelector("svg"))
				.map((figure) => ({
					name: figure.querySelector("svg title")?.textContent ?? "",
					rows: figure.querySelectorAll("tbody tr").length,
				})),
		);
		expect(counts.length).to.be.at.least(6);
		for (const { name, rows } of counts) {
			expect(name).to.match(/: the table has the numbers\.$/);
			expect(rows, name).to.be.at.least(1);
		}
	});

	it("distinguishes parts without color, by patterns and words", async () => {
		await using page = await open();
		const fills = await page.$$eval("rect.part", (parts) => parts.map((part) => part.getAttribute("fill")));
		expect(new Set(fills)).to.deep.equal(
			new Set(["url(#part-0)", "url(#part-1)", "url(#part-2)", "url(#part-3)"]),
		);
		await page.emulateVisionDeficiency("achromatopsia");
		const legend = await page.$eval("svg.chart g", (group) => group.textContent);
		expect(legend).to.include("Valid").and.include("Invalid").and.include("No feedback");
	});

	it("fits at 200 %, with scrolling only in charts and tables", async () => {
		// At 200 %, a window of 1,280 pixels is 640 pixels wide, and at 400 % 320.
		for (const width of [640, 320]) {
			await using page = await open("light", { width, height: 600 });
			const [content, screen] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				document.documentElement.clientWidth,
			]);
			expect(content, `${width}`).to.be.at.most(screen ?? 0);
		}
	});

	it("can be operated by keyboard: links, charts, tables and folded numbers", async () => {
		await using page = await open();
		const reached = new Set<string>();
		for (let pressed = 0; pressed < 120; pressed++) {
			await page.keyboard.press("Tab");
			const [name, isOutlined] = await page.evaluate(() => {
				const focused = document.activeElement as HTMLElement;
				if (focused === document.body) return ["", true] as const;
				const text = focused.getAttribute("aria-label") ?? focused.textContent ?? "";
				return [text.trim().slice(0, 40), getComputedStyle(focused).outlineStyle !== "none"] as const;
			});
			if (name !== "" && !reached.has(name)) expect(isOutlined, name).to.equal(true);
			reached.add(name);
		}
		const names = [...reached].join("\n");
		expect(names).to.include("Rehearsal of full function");
		expect(names).to.include("Chart: ");
		expect(names).to.include("Numbers by day");
		expect(names).to.match(/^1: Feedback$/m);
		await page.focus("summary");
		await page.keyboard.press("Enter");
		expect(await page.$eval("details", ({ open }) => open)).to.equal(true);
	});

	it("matches the picture in docs/report.md, which WRITE_PICTURES=1 updates", async () => {
		await using page = await open("light", { width: 1_000, height: 1_400 });
		const now = Buffer.from(await page.screenshot());
		if (process.env.WRITE_PICTURES) writeFileSync(picture, now);
		expect(existsSync(picture), "docs/report.png").to.equal(true);
		// The sizes only, because fonts depend on the machine.
		expect(sizeOf(readFileSync(picture))).to.deep.equal(sizeOf(now));
	});
});

/** Width and height, at their fixed positions in a PNG. */
function sizeOf(png: Buffer): readonly number[] {
	return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
