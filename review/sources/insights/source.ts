import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { EventFilter, Reading, Store } from "../../store/index.ts";
import type { Progress, Source } from "../source.ts";
import type { Insights } from "./insights.ts";
import type { QueryOptions } from "./queries.ts";
import { filterCommands } from "./query.ts";
import { type LinesRead, readInsightsLines } from "./readLines.ts";
import type { Window } from "./windows.ts";

/** What reading a log group came to, and how much it scanned: AWS charges for it. */
export interface InsightsReading extends Reading {
	readonly bytesScanned: number;
}

/** Lines come after their events, and the steps of a sign-in after its beginning; in seconds. */
const longestDelay = 3_600;

/** Exported lines in a log group of CloudWatch Logs: it copies only those that the filter fits. */
export class InsightsSource implements Source {
	readonly name: string;
	readonly #insights: Insights;
	readonly #options: QueryOptions;
	readonly #now: () => number;

	constructor(insights: Insights, group: string, options: QueryOptions = {}, now: () => number = Date.now) {
		this.name = `logs:${group}`;
		this.#insights = insights;
		this.#options = options;
		this.#now = now;
	}

	async fill(
		store: Store,
		filter: EventFilter,
		onProgress: (progress: Progress) => void,
	): Promise<InsightsReading> {
		const folder = join(store.folder, "insights");
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const path = join(folder, `${randomUUID()}.json`);
		const file = openSync(path, "wx", 0o600);
		try {
			const read = await readInsightsLines(this.#insights, {
				...this.#options,
				commands: filterCommands(filter, store.key.userPoolId),
				window: this.#window(filter),
				onLines: (lines) => writeSync(file, lines.map((line) => `${line.replaceAll("\n", " ")}\n`).join("")),
				onProgress: (done, of) => onProgress({ done, of, unit: "lines" }),
			});
			return withGaps(await store.addFiles([path], { source: this.name }), read);
		} finally {
			closeSync(file);
			rmSync(path, { force: true });
		}
	}

	/** Lines are found by when they were written, which is somewhat later than when their events happened. */
	#window({ since, until }: EventFilter): Window {
		const now = Math.ceil(this.#now() / 1_000);
		return {
			from: since === undefined ? 0 : Math.floor(Date.parse(since) / 1_000),
			until: until === undefined ? now : Math.min(now, Math.ceil(Date.parse(until) / 1_000) + longestDelay),
		};
	}
}

function withGaps(reading: Reading, { gaps, bytesScanned }: LinesRead): InsightsReading {
	const failures = [
		...reading.failures,
		...gaps.map(({ from, until, reason }) => ({ place: `${moment(from)}/${moment(until)}`, reason })),
	];
	return { ...reading, failures, bytesScanned, complete: reading.complete && gaps.length === 0 };
}

function moment(seconds: number): string {
	return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}
