import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where a Chromium is; `undefined` where there is none. The variable `CHROMIUM` names another. */
export function findChromium(): string | undefined {
	const { CHROMIUM, PATH = "" } = process.env;
	if (CHROMIUM) return CHROMIUM;
	const folders = [...PATH.split(delimiter), "/Applications/Google Chrome.app/Contents/MacOS"];
	const candidates = folders.flatMap((folder) =>
		[...names, "Google Chrome"].map((name) => join(folder, name)),
	);
	return candidates.find((candidate) => existsSync(candidate));
}

/** A browser with a profile of its own, which is gone when it is disposed of. */
export class Chromium implements AsyncDisposable {
	readonly browser: Browser;
	readonly #profile: string;

	private constructor(browser: Browser, profile: string) {
		this.browser = browser;
		this.#profile = profile;
	}

	static async start(executablePath: string): Promise<Chromium> {
		const profile = mkdtempSync(join(tmpdir(), "cognito-feedback-chromium-"));
		try {
			const isRoot = process.getuid?.() === 0;
			const browser = await puppeteer.launch({
				executablePath,
				userDataDir: profile,
				// Its sandbox refuses root, which is what one is in a container.
				args: ["--disable-dev-shm-usage", ...(isRoot ? ["--no-sandbox"] : [])],
			});
			return new Chromium(browser, profile);
		} catch (error) {
			rmSync(profile, { recursive: true, force: true });
			throw error;
		}
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.browser.close();
		rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
	}
}
