import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { servePage } from "#review/page/server/index";
import { Chromium, findChromium } from "../../test/support/chromium.ts";
import { manyEvents, pagePool } from "../../test/support/pageEvents.ts";
import { type Findings, limitRow, milliseconds, ratioRow } from "../findings.ts";
import { EmptyServer } from "../page/emptyServer.ts";
import { timesOfKeys, timeToReady, timeToTransfer } from "../page/inBrowser.ts";
import { type Contest, durationOf, inTurn } from "../rounds.ts";
import type { Series } from "../series.ts";
import { median, sums } from "../statistics.ts";
import type { Plan, Work } from "../work.ts";

/** Decisions and skips, as somebody makes them. */
const keys = Array.from({ length: 20 }, (_, index) => (["v", "i", "s"] as const)[index % 3] ?? "v");

interface Addresses {
	readonly page: string;
	readonly empty: string;
}

/** The review page in a browser: how soon it is there, and how soon it follows a key. */
export function reviewPageWork({ rounds, sizes }: Plan): Work {
	const count = sizes.pageEvents;
	const path = findChromium();

	function contest(browser: Browser | undefined, { page, empty }: Addresses): Contest {
		const step = (name: string, seconds: number, measure: (browser: Browser) => Promise<number>) => ({
			name: `review page: ${name}`,
			seconds,
			run: async () => ({ [name]: browser ? await measure(browser) : Number.NaN }),
		});
		const steps = [
			step("empty", 0.5, (of) => timeToReady(of, empty, "p")),
			step("transfer", 0.5, (of) => timeToTransfer(of, empty, "events")),
			step("ready", 0.7, (of) => timeToReady(of, page, "#app[aria-busy=false]")),
			step("key", 2.5, async (of) => median(await timesOfKeys(of, page, keys))),
		];
		return { rounds, warmUp: steps, steps };
	}

	return {
		name: "review-page",
		seconds: path === undefined ? 0 : durationOf(contest(undefined, { page: "", empty: "" })),
		async run(progress) {
			if (path === undefined) return notMeasured(count);
			const folder = mkdtempSync(join(tmpdir(), "cognito-feedback-bench-"));
			await using kept = new AsyncDisposableStack();
			kept.defer(() => rmSync(folder, { recursive: true }));
			const events = manyEvents(count);
			const page = await servePage({
				path: join(folder, "feedback.yaml"),
				userPoolId: pagePool,
				events,
				evidenceOf: () => undefined,
			});
			kept.defer(() => page.close());
			const transferred = Buffer.from(await (await fetch(`${page.url}events`)).arrayBuffer());
			const empty = kept.use(await EmptyServer.start(transferred));
			const { browser } = kept.use(await Chromium.start(path));
			return conclude(count, await inTurn(progress, contest(browser, { page: page.url, empty: empty.url })));
		},
	};
}

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
