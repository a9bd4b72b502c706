import type { Browser } from "puppeteer-core";
import { findChromium, startChromium } from "../../workbench/chromium.ts";
import { limitRow, milliseconds, type ResultRow, ratioRow } from "../findings.ts";
import { timesOfKeys, timeToReady } from "../page/inBrowser.ts";
import { questions, riskCount } from "../page/questions.ts";
import { type StoredPage, storedPage } from "../page/stored.ts";
import { type Contest, durationOf, inTurn, type RoundStep } from "../rounds.ts";
import type { Series } from "../series.ts";
import { median } from "../statistics.ts";
import type { Plan, Work } from "../work.ts";

/** Matches once the page is rendered. */
const ready = "#app[aria-busy=false]";

/** Keys for decisions and skips, as a reviewer presses them. */
const keys = Array.from({ length: 20 }, (_, index) => (["v", "i", "s"] as const)[index % 3] ?? "v");

interface Parts {
	readonly browser: Browser | undefined;
	readonly many: StoredPage;
	readonly few: StoredPage;
	readonly session: string;
}

/**
 * The review page over a large store: the time until it is rendered, until it reacts to a key, and until it filters, sorts and
 * groups.
 *
 * The page is ready when everything is rendered: from the start of the navigation to the frame after the last change. It is
 * compared with the same page over 1,000 events. Requests go to the page's server without a browser, and are compared with SQL
 * for the same information and with counting the risks of the same store.
 */
export function reviewPageWork({ rounds, sizes }: Plan): Work {
	const { pageEvents: count, fewPageEvents: few } = sizes;
	const path = findChromium();

	function contest(parts: () => Parts): Contest {
		let asked = 0;
		const step = (name: string, seconds: number, measure: (parts: Parts) => Promise<number>): RoundStep => ({
			name: `review page: ${name}`,
			seconds,
			run: async () => ({ [name]: await measure(parts()) }),
		});
		const inBrowser = (
			name: string,
			seconds: number,
			measure: (browser: Browser, parts: Parts) => Promise<number>,
		) =>
			path === undefined
				? []
				: [
						step(name, seconds, (all) =>
							all.browser ? measure(all.browser, all) : Promise.resolve(Number.NaN),
						),
					];
		const steps = [
			...inBrowser("few", 0.7, (browser, all) => timeToReady(browser, all.few.url, ready)),
			...inBrowser("ready", 0.7, (browser, all) => timeToReady(browser, all.many.url, ready)),
			...inBrowser("key", 2.5, async (browser, all) =>
				median(await timesOfKeys(browser, all.many.url, keys)),
			),
			step("risks", 0.2, ({ many }) => timed(() => many.store.rows(riskCount))),
			...questions.flatMap(({ name, ask, bare }) => [
				step(name, 0.3, ({ many, session }) => timed(() => ask(many.pages, session, asked++))),
				step(`${name}, bare`, 0.3, ({ many }) => timed(() => bare(many.store, asked))),
			]),
		];
		return { rounds, warmUp: steps, steps };
	}

	return {
		name: "review-page",
		seconds: durationOf(contest(unplanned)) + count / 100_000,
		async run(progress) {
			await using kept = new AsyncDisposableStack();
			const [large, small] = [await storedPage(kept, count), await storedPage(kept, few)];
			const browser = path === undefined ? undefined : kept.use(await startChromium(path));
			const { session } = await large.pages.open();
			const parts = { browser, many: large, few: small, session };
			const series = await inTurn(
				progress,
				contest(() => parts),
			);
			return {
				rows: [...browserRows(series, count, few, path !== undefined), ...questionRows(series, count)],
			};
		},
	};
}

function unplanned(): never {
	throw new Error("the review page is not set up");
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1_000;
}

function browserRows(series: Series, count: number, few: number, isMeasured: boolean): readonly ResultRow[] {
	const events = `${count.toLocaleString("en")} events`;
	if (!isMeasured) return [notMeasured(events)];
	return [
		ratioRow({
			work: `the review page is ready with ${events} in the store`,
			limit: 1.3,
			times: `the page with ${few.toLocaleString("en")}`,
			of: series.of("ready"),
			against: series.of("few"),
			format: milliseconds,
		}),
		limitRow({
			work: `a key on the review page, until the next event is drawn, ${events}`,
			limit: 0.05,
			of: series.of("key"),
			format: milliseconds,
			medians: `of ${keys.length} keys in each round`,
		}),
	];
}

function questionRows(series: Series, count: number): readonly ResultRow[] {
	return questions.flatMap(({ name }) => [
		ratioRow({
			work: `${name} on the review page, ${count.toLocaleString("en")} events`,
			limit: 1,
			times: "twice the bare SQL and 30 ms",
			of: series.of(name),
			against: series.of(`${name}, bare`).map((bare) => 2 * bare + 0.03),
			format: milliseconds,
		}),
		ratioRow({
			work: `the same, ${name}`,
			limit: 12,
			times: "counting events by risk level",
			of: series.of(name),
			against: series.of("risks"),
			format: milliseconds,
		}),
	]);
}

function notMeasured(events: string): ResultRow {
	return {
		work: `the review page with ${events}`,
		target: "none",
		measured: "no Chromium on PATH",
		spread: "",
		medians: "",
		verdict: "reported",
	};
}
