import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { servePage } from "#review/page/server/index";
import { findChromium, startChromium } from "../../workbench/chromium.ts";
import { manyEvents, pagePool } from "../../workbench/pageEvents.ts";
import { type Findings, limitRow, milliseconds, ratioRow } from "../findings.ts";
import { EmptyServer } from "../page/emptyServer.ts";
import { timesOfKeys, timeToReady, timeToTransfer } from "../page/inBrowser.ts";
import { type Contest, durationOf, inTurn } from "../rounds.ts";
import type { Series } from "../series.ts";
import { median, sums } from "../statistics.ts";
import type { Plan, Work } from "../work.ts";

/** What is there once the page is. */
const ready = "#app[aria-busy=false]";

/** Decisions and skips, as somebody makes them. */
const keys = Array.from({ length: 20 }, (_, index) => (["v", "i", "s"] as const)[index % 3] ?? "v");

interface Addresses {
	readonly page: string;
	/** The page without any event. */
	readonly bare: string;
	readonly empty: string;
}

/**
 * The review page in a browser: how soon it is there, and how soon it follows a key.
 *
 * Ready is when everything is drawn: from the begin of the navigation to the frame after the last change. It is measured
 * against two pages in the same rounds. One is a document that says a word, without script or style, and beside it the
 * time in which that document fetches the events as a plain JSON list of objects, and drops them. What the page itself
 * transfers is less, since it packs them; that counts for it, and unpacking them against it. The other is the same page
 * without events: what ten thousand of them add.
 */
export function reviewPageWork({ rounds, sizes }: Plan): Work {
	const count = sizes.pageEvents;
	const path = findChromium();

	function contest(browser: Browser | undefined, { page, bare, empty }: Addresses): Contest {
		const step = (name: string, seconds: number, measure: (browser: Browser) => Promise<number>) => ({
			name: `review page: ${name}`,
			seconds,
			run: async () => ({ [name]: browser ? await measure(browser) : Number.NaN }),
		});
		const steps = [
			step("empty", 0.5, (of) => timeToReady(of, empty, "p")),
			step("transfer", 0.5, (of) => timeToTransfer(of, empty, "events")),
			step("bare", 0.6, (of) => timeToReady(of, bare, ready)),
			step("ready", 0.7, (of) => timeToReady(of, page, ready)),
			step("key", 2.5, async (of) => median(await timesOfKeys(of, page, keys))),
		];
		return { rounds, warmUp: steps, steps };
	}

	return {
		name: "review-page",
		seconds: path === undefined ? 0 : durationOf(contest(undefined, { page: "", bare: "", empty: "" })),
		async run(progress) {
			if (path === undefined) return notMeasured(count);
			const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
			await using kept = new AsyncDisposableStack();
			kept.defer(() => rmSync(folder, { recursive: true }));
			const events = manyEvents(count);
			const [page, bare] = await Promise.all(
				[events, []].map(async (served) => {
					const file = join(folder, "feedback.yaml");
					const made = await servePage({ path: file, userPoolId: pagePool, events: served });
					kept.defer(() => made.close());
					return made.url;
				}),
			);
			const { url: empty } = kept.use(await EmptyServer.start(Buffer.from(JSON.stringify(events))));
			const browser = kept.use(await startChromium(path));
			const addresses = { page: page ?? "", bare: bare ?? "", empty };
			return conclude(count, await inTurn(progress, contest(browser, addresses)));
		},
	};
}

/** Only a save asks for it, and none is made. */

function conclude(count: number, series: Series): Findings {
	return {
		rows: [
			ratioRow({
				work: `the review page is ready with ${count.toLocaleString("en")} events`,
				limit: 2,
				times: "an empty page and the transfer",
				of: series.of("ready"),
				against: sums(series.of("empty"), series.of("transfer")),
				format: milliseconds,
			}),
			ratioRow({
				work: `the same with ${count.toLocaleString("en")} events, against none`,
				limit: 2,
				times: "the review page without events",
				of: series.of("ready"),
				against: series.of("bare"),
				format: milliseconds,
			}),
			limitRow({
				work: "a key on the review page, until the next event is drawn",
				limit: 0.05,
				of: series.of("key"),
				format: milliseconds,
				medians: `of ${keys.length} keys in each round`,
			}),
		],
	};
}

function notMeasured(count: number): Findings {
	const row = {
		target: "none",
		measured: "no Chromium on PATH",
		spread: "",
		medians: "",
		verdict: "reported",
	} as const;
	return { rows: [{ ...row, work: `the review page with ${count.toLocaleString("en")} events` }] };
}
