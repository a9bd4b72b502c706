import type { Browser } from "puppeteer-core";
import { findChromium, startChromium } from "../../workbench/chromium.ts";

/** For a `describe`: a browser for all its tests, which are skipped if none is installed. */
export function browser(): () => Browser {
	let started: Browser | undefined;

	before(async function () {
		const path = findChromium();
		if (path === undefined) {
			process.stderr.write(
				"No Chromium on this machine, so the page is not tested. `apt-get install chromium` brings one; CHROMIUM names another.\n",
			);
			this.skip();
		}
		started = await startChromium(path);
	});

	after(() => started?.close());

	return () => {
		if (!started) throw new Error("The browser is not there yet");
		return started;
	};
}
