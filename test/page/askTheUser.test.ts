import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type { Page } from "puppeteer-core";
import { linkAnswerer } from "../../examples/ask-the-user/handlers/answerLink.ts";
import type { Question } from "../../examples/ask-the-user/handlers/question.ts";
import { MemoryLinks } from "../support/askTheUser/memoryLinks.ts";
import { serveHandler } from "../support/askTheUser/server.ts";
import { browser } from "../support/browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const question: Question = {
	userPoolId: "eu-central-1_Test",
	username: "alice",
	eventId: "e1",
	feedbackToken: "feedback-token",
	evidence: {
		time: "2026-11-20T08:14:00Z",
		place: "Berlin, Germany",
		device: `Chrome <script>document.title = "run"</script><img src=x onerror="document.title='run'">`,
		ipAddress: "203.0.113.7",
	},
};

interface Violation {
	readonly id: string;
	readonly nodes: readonly { readonly html: string }[];
}

describe("examples/ask-the-user: the pages behind the links", () => {
	const chromium = browser();

	/** Opens the endpoint with an unused link, and a page in a browser. */
	async function opened(prepare?: (page: Page) => Promise<void>) {
		const links = new MemoryLinks();
		const submitted: string[] = [];
		const answerer = linkAnswerer({
			appName: "Example",
			accountUrl: "https://app.example.com/account",
			links,
			submit: async ({ eventId }, answer) => void submitted.push(`${eventId} ${answer}`),
		});
		const endpoint = await serveHandler(answerer);
		const page = await chromium().newPage();
		const complaints: string[] = [];
		const requested: string[] = [];
		page.on("console", (message) => complaints.push(message.text()));
		page.on("pageerror", (error) => complaints.push(String(error)));
		page.on("request", (request) => requested.push(request.url()));
		await prepare?.(page);
		const id = await links.open(question);
		const link = (answer: string) => `${endpoint.url}/${answer}/${id}`;
		const press = (answer: string) =>
			Promise.all([page.waitForNavigation(), page.click(`button[value=${answer}]`)]);
		const close = async () => {
			await page.close();
			await endpoint[Symbol.asyncDispose]();
		};
		return {
			page,
			press,
			link,
			links,
			submitted,
			complaints,
			requested,
			endpoint,
			[Symbol.asyncDispose]: close,
		};
	}

	const heading = (page: Page) => page.$eval("h1", (element) => element.textContent);

	/** Violations of WCAG 2.2 AA. */
	async function violations(page: Page): Promise<string[]> {
		await page.evaluate(axe);
		const found = (await page.evaluate(
			`axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then(({ violations }) => violations)`,
		)) as Violation[];
		return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
	}

	it("confirm an answer without a script", async () => {
		await using at = await opened((page) => page.setJavaScriptEnabled(false));
		await at.page.goto(at.link("not-me"));
		expect(await heading(at.page)).to.equal("Was this you?");
		expect(at.submitted).to.deep.equal([]);
		await at.press("not-me");
		expect(await heading(at.page)).to.equal("Thank you");
		expect(at.submitted).to.deep.equal(["e1 not-me"]);
		await at.page.goto(at.link("me"));
		expect(await heading(at.page)).to.equal("This link no longer works");
		expect(await at.page.$eval("main", (main) => main.innerText)).to.include("change your password");
	});

	it("neither execute a device's name, nor load anything, nor violate their own policy", async () => {
		await using at = await opened();
		await at.page.goto(at.link("me"));
		expect(await at.page.title()).to.equal("Was this you?");
		expect(await at.page.$eval("dl", (element) => element.textContent)).to.include("<script>");
		await at.press("me");
		expect(at.requested.map((url) => new URL(url).pathname)).to.deep.equal(
			[at.link("me"), at.link("me")].map((url) => new URL(url).pathname),
		);
		expect(at.complaints).to.deep.equal([]);
	});

	it("run no injected script", async () => {
		await using at = await opened();
		await at.page.goto(at.link("me"));
		await at.page.evaluate(() => {
			const script = document.createElement("script");
			script.textContent = "document.title = 'run'";
			document.body.append(script);
		});
		expect(await at.page.title()).to.equal("Was this you?");
		expect(at.complaints.join()).to.include("Content Security Policy");
	});

	it("send no referrer to other sites", async () => {
		await using at = await opened();
		await at.page.goto(at.link("not-me"));
		await at.press("not-me");
		const other = await serveHandler(async () => ({ statusCode: 200, body: "" }));
		await using _ = other;
		await at.page.$eval("a", (link, url) => link.setAttribute("href", url), other.url);
		await Promise.all([at.page.waitForNavigation(), at.page.click("a")]);
		expect(other.log[0]).to.equal("GET / -");
		expect(at.endpoint.log.every((line) => line.endsWith(" -"))).to.equal(true);
	});

	for (const scheme of ["light", "dark"] as const)
		it(`are accessible, and no wider than a phone, ${scheme}`, async () => {
			await using at = await opened(async (page) => {
				await page.setViewport({ width: 320, height: 640 });
				await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
			});
			const check = async () => {
				expect(await violations(at.page)).to.deep.equal([]);
				const width = await at.page.evaluate(() => document.documentElement.scrollWidth);
				expect(width).to.be.at.most(320);
			};
			await at.page.goto(at.link("not-me"));
			await check();
			await at.press("not-me");
			await check();
			await at.page.goto(at.link("not-me"));
			await check();
		});

	it("can be answered with the keyboard alone", async () => {
		await using at = await opened();
		await at.page.goto(at.link("not-me"));
		await at.page.keyboard.press("Tab");
		await Promise.all([at.page.waitForNavigation(), at.page.keyboard.press("Enter")]);
		expect(at.submitted).to.deep.equal(["e1 not-me"]);
	});
});
