import type { Browser } from "puppeteer-core";
import { Chromium, findChromium } from "../../tools/workbench/chromium.ts";

/** For a `describe`: a browser for all its tests, which are skipped where the machine has none. */
export function browser(): () => Browser {
	let chromium: Chromium | undefined;

	before(async function () {
		const path = findChromium();
		if (path === undefined) {
			process.stderr.write(
				"No Chromium on this machine, so the page is not tested. `apt-get install chromium` brings one; CHROMIUM names another.\n",
			);
			this.skip();
		}
		chromium = await Chromium.start(path);
	});

	after(() => chromium?.[Symbol.asyncDispose]());

	return () => {
		if (!chromium) throw new Error("The browser is not there yet");
		return chromium.browser;
	};
}
