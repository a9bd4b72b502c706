import type { Browser } from "puppeteer-core";

/** Code for the page that waits until the next frame was rendered. */
const afterFrame = `
	globalThis.afterFrame = () => new Promise((resolve) => requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => resolve(performance.now());
		port2.postMessage(undefined);
	}));`;

/** Seconds from the start of the navigation until a page is rendered; `ready` is a selector that matches then. */
export async function timeToReady(browser: Browser, url: string, ready: string): Promise<number> {
	const page = await browser.newPage();
	try {
		await page.evaluateOnNewDocument(`${afterFrame}
			globalThis.ready = new Promise((resolve) => {
				const look = () => {
					if (!document.querySelector(${JSON.stringify(ready)})) return false;
					watcher.disconnect();
					resolve(afterFrame());
					return true;
				};
				const watcher = new MutationObserver(look);
				watcher.observe(document, { subtree: true, childList: true, attributes: true });
			});`);
		await page.goto(url);
		return Number(await page.evaluate("ready")) / 1_000;
	} finally {
		await page.close();
	}
}

/** Seconds from each key press, by the browser's timestamp, until the next event is rendered as the current one. */
export async function timesOfKeys(
	browser: Browser,
	url: string,
	keys: readonly ("v" | "i" | "s")[],
): Promise<number[]> {
	const page = await browser.newPage();
	try {
		await page.evaluateOnNewDocument(`${afterFrame}
			globalThis.taken = [];
			const current = () => document.querySelector("[role=grid]").getAttribute("aria-activedescendant");
			addEventListener("keydown", ({ timeStamp }) => {
				const before = current();
				const look = async () => {
					const drawn = await afterFrame();
					if (current() === before) return look();
					taken.push(drawn - timeStamp);
				};
				void look();
			}, true);`);
		await page.goto(url);
		await page.waitForSelector("#app[aria-busy=false]");
		for (const [index, key] of keys.entries()) {
			await page.keyboard.press(key);
			await page.waitForFunction(`taken.length > ${index}`);
		}
		return ((await page.evaluate("taken")) as number[]).map((milliseconds) => milliseconds / 1_000);
	} finally {
		await page.close();
	}
}
