import puppeteer, { type Browser } from "puppeteer-core";
import which from "which";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApplication = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The path of Chromium; `undefined` if it is not installed. The variable `CHROMIUM` overrides it. */
export function findChromium(): string | undefined {
	const candidates = [...names, macApplication].map((name) => which.sync(name, { nothrow: true }));
	return process.env.CHROMIUM || candidates.find((path) => path !== null) || undefined;
}

/** Starts a browser with a temporary profile, which is removed when the browser is closed. */
export async function startChromium(executablePath: string): Promise<Browser> {
	// Its sandbox does not support root, the usual user in a container.
	const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
	return puppeteer.launch({ executablePath, args: ["--disable-dev-shm-usage", ...sandbox] });
}
