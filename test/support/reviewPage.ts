import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { FeedbackFile } from "pulumi-cognito-feedback/feedback-file";
import type { Browser, KeyInput, Page } from "puppeteer-core";
import { type PageOptions, type Page as ServedPage, servePage } from "#review/page/server/index";
import type { Report } from "#review/report/report";
import { openStore, type Store, takeSnapshot } from "#review/store/index";
import type { UserEvent } from "../../review/listing/listPool.ts";
import { fewEvents, pagePool } from "../../workbench/pageEvents.ts";

export interface ReviewPageOptions
	extends Pick<Partial<PageOptions>, "lookUp" | "notices" | "blind" | "feedbackPerSecond"> {
	/** The events that the API listed. */
	readonly events?: readonly UserEvent[];
	/** Fills the store, instead of the events. */
	readonly fill?: (store: Store) => Promise<unknown>;
	readonly userPoolId?: string;
	/** Generates the report of the store; without it, the page has no report. */
	readonly report?: (store: Store, file: FeedbackFile) => Promise<Report>;
	/** The initial decisions file; none by default. */
	readonly file?: string;
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly scheme?: "light" | "dark";
}

/** The review page in a browser, used like a reviewer would, and the file that it writes. */
export class ReviewPage implements AsyncDisposable {
	readonly #folder = mkdtempSync(join(tmpdir(), "cognito-feedback-page-"));
	readonly path = join(this.#folder, "feedback.yaml");
	/** Errors of scripts, and violations of the content security policy. */
	readonly complaints: string[] = [];
	/** Every address that the page requested. */
	readonly requested: string[] = [];
	#store: Store | undefined;
	#served: ServedPage | undefined;
	#page: Page | undefined;

	static async open(browser: Browser, options: ReviewPageOptions = {}): Promise<ReviewPage> {
		const made = new ReviewPage();
		try {
			await made.#begin(browser, options);
		} catch (error) {
			await made[Symbol.asyncDispose]();
			throw error;
		}
		return made;
	}

	async #begin(browser: Browser, options: ReviewPageOptions): Promise<void> {
		const { events = fewEvents, fill, file, viewport = { width: 1360, height: 860 }, ...rest } = options;
		const { scheme = "light", userPoolId = pagePool, report, ...served } = rest;
		if (file !== undefined) this.writeFile(file);
		this.#store = await openStore({ userPoolId, region: "eu-central-1" }, { cache: false });
		const store = this.#store;
		await (fill ?? ((to) => to.addEvents(events)))(store);
		const snapshot = await takeSnapshot(store);
		this.#served = await servePage({
			...{ path: this.path, userPoolId, snapshot, ...served },
			...(report && { report: (saved) => report(store, saved) }),
		});
		this.#page = await browser.newPage();
		// Saving 10,000 decisions takes seconds, and on a busy machine more than the library's limit of 30.
		this.page.setDefaultTimeout(120_000);
		this.page.on("console", (message) => this.complaints.push(message.text()));
		this.page.on("pageerror", (error) => this.complaints.push(String(error)));
		this.page.on("request", (request) => this.requested.push(request.url()));
		await this.page.setViewport(viewport);
		await this.page.emulateMediaFeatures([
			{ name: "prefers-color-scheme", value: scheme },
			// Colors in the middle of a transition have no reliable contrast.
			{ name: "prefers-reduced-motion", value: "reduce" },
		]);
		await this.page.goto(this.url);
		await this.ready();
	}

	get page(): Page {
		if (!this.#page) throw new Error("The page is not open");
		return this.#page;
	}

	get url(): string {
		if (!this.#served) throw new Error("The page is not served");
		return this.#served.url;
	}

	async ready(): Promise<void> {
		await this.page.waitForSelector("#app[aria-busy=false]");
	}

	/** The content of the file; `undefined` if it does not exist. */
	file(): string | undefined {
		return existsSync(this.path) ? readFileSync(this.path, "utf8") : undefined;
	}

	writeFile(text: string): void {
		writeFileSync(this.path, text);
	}

	async press(...keys: readonly KeyInput[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	/** Presses a key while another is held. */
	async chord(held: KeyInput, key: KeyInput): Promise<void> {
		await this.page.keyboard.down(held);
		await this.page.keyboard.press(key);
		await this.page.keyboard.up(held);
	}

	async click(selector: string): Promise<void> {
		await this.page.locator(selector).click();
	}

	async clickDecision(eventId: string, value: "Valid" | "Invalid"): Promise<void> {
		await this.click(`#event-${eventId} .${value.toLowerCase()}`);
	}

	/** Clicks on the button with this text, outside of the table. */
	async clickButton(text: string): Promise<void> {
		await this.page.locator(`::-p-xpath(//button[normalize-space(.)=${JSON.stringify(text)}])`).click();
	}

	/** Opens the dialog that decides on a group. */
	async clickDecide(group: string): Promise<void> {
		await this.click(`[aria-label='Decide on all events of ${group}']`);
		await this.page.waitForSelector("dialog[open]");
	}

	/** The counts in the page's header: `undecided changed saved`. */
	async counts(): Promise<string> {
		const texts = ["undecided", "changed", "saved"].map((name) => this.text(`#count-${name}`));
		return (await Promise.all(texts)).join(" ");
	}

	/** Waits until the counts are these. */
	async expectCounts(counts: string): Promise<void> {
		await this.eventually(() => this.counts(), counts);
	}

	/** The IDs of the rendered rows, from the top. */
	rows(): Promise<string[]> {
		return this.page.$$eval(".rows .row", (rows) =>
			rows
				.sort((one, other) => Number(one.ariaRowIndex) - Number(other.ariaRowIndex))
				.map(({ id }) => id.replace("event-", "")),
		);
	}

	async expectRows(...eventIds: readonly string[]): Promise<void> {
		await this.eventually(async () => (await this.rows()).join(" "), eventIds.join(" "));
	}

	/** Waits until the page has rendered the server's responses to all actions. */
	async settle(): Promise<void> {
		// Requests of a page that was closed never get a response.
		await this.page.waitForNetworkIdle({ idleTime: 100, timeout: 3_000 }).catch(() => {});
		await this.page.evaluate(() => new Promise(requestAnimationFrame));
	}

	/** The current event, which keys apply to. */
	async current(): Promise<string> {
		await this.settle();
		return this.page.$eval(
			"[role=grid]",
			(grid) => grid.getAttribute("aria-activedescendant")?.replace("event-", "") ?? "",
		);
	}

	/** The decision on an event, read from its buttons. */
	async decision(eventId: string): Promise<string> {
		await this.settle();
		return this.page.$eval(
			`#event-${eventId}`,
			(row) => row.querySelector(".decision [aria-pressed=true]")?.textContent ?? "",
		);
	}

	text(selector: string): Promise<string> {
		return this.page.$eval(selector, (element) => (element as HTMLElement).innerText.trim());
	}

	/** The text of an element that may not exist. */
	textIfAny(selector: string): Promise<string> {
		return this.page.$$eval(
			selector,
			([element]) => (element as HTMLElement | undefined)?.innerText.trim() ?? "",
		);
	}

	/** Saves, and returns the diff that the page shows. */
	async save(): Promise<string> {
		await this.clickButton("Save");
		await this.page.waitForSelector("dialog[open]");
		expect(await this.text("dialog h2"), await this.text("dialog")).to.equal("Saved");
		const diff = await this.page.$eval("dialog .diff", (shown) => shown.textContent ?? "");
		await this.press("Escape");
		await this.dialogGone();
		return diff;
	}

	/** Waits until no dialog is open. A closing dialog remains for a moment, during which keys open no other. */
	async dialogGone(): Promise<void> {
		await this.page.waitForFunction(() => document.querySelector("dialog") === null);
	}

	/** Waits until a value is as expected, because the browser renders with a delay. */
	async eventually(get: () => Promise<string>, value: string): Promise<void> {
		const patience = Date.now() + 10_000;
		for (;;) {
			const now = await get();
			if (now === value) return;
			if (Date.now() > patience) expect(now).to.equal(value);
			await this.page.evaluate(() => new Promise(requestAnimationFrame));
		}
	}

	/** Stops the server, like Ctrl-C in the terminal. */
	async stop(): Promise<void> {
		const served = this.#served;
		this.#served = undefined;
		await served?.close();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#page?.close();
		await this.stop();
		await this.#store?.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
