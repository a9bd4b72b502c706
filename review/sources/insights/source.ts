import { randomUUID } from "node:crypto";
import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EventFilter, nothingRead, privateFolder, type Reading, type Store } from "../../store/index.ts";
import type { Source } from "../source.ts";
import type { Insights, QueryOptions, Window } from "./queries.ts";
import { filterCommands } from "./query.ts";
import { type LinesRead, readInsightsLines } from "./readLines.ts";

/** The maximum delay of a line after the start of its sign-in, in seconds: delivery takes time, and so do further steps. */
const maxDelay = 900;

/** Exported lines in a log group of CloudWatch Logs. Only lines that match the filter are copied. */
export function insightsSource(insights: Insights, group: string, options: QueryOptions = {}): Source {
	const source = `logs:${group}`;
	return {
		name: source,
		async fill(store, filter, onProgress) {
			const window = await unreadWindow(store, source, filter);
			if (window.from >= window.until) return nothingRead;
			const path = join(privateFolder(join(store.folder, "insights")), `${randomUUID()}.json`);
			const file = openSync(path, "wx", 0o600);
			try {
				const read = await readInsightsLines(insights, {
					...options,
					commands: filterCommands(filter, store.key.userPoolId),
					window,
					onLines: (lines) =>
						writeFileSync(file, lines.map((line) => `${line.replaceAll("\n", " ")}\n`).join("")),
					onProgress: (done, of) => onProgress({ done, of, unit: "lines" }),
				});
				return withGaps(await store.addFiles([path], { source }), read);
			} finally {
				closeSync(file);
				rmSync(path, { force: true });
			}
		},
	};
}

/** The window that has not been read yet. Queries select lines by their time of writing, which is later than the event. */
async function unreadWindow(store: Store, source: string, filter: EventFilter): Promise<Window> {
	const { since, until } = filter;
	let from = since === undefined ? 0 : Math.floor(Date.parse(since) / 1_000);
	for (const read of await windowsRead(store, source, filter))
		if (read.from <= from && from < read.until) from = read.until;
	const end =
		until === undefined ? Number.POSITIVE_INFINITY : Math.ceil(Date.parse(until) / 1_000) + maxDelay;
	return { from, until: Math.min(Math.ceil(Date.now() / 1_000), end) };
}

/** The windows that were read completely with the same conditions, earliest first. */
async function windowsRead(store: Store, source: string, filter: EventFilter): Promise<Window[]> {
	const rows = await store.rows<CoverageRow>(
		"SELECT filter, since, until, read_at FROM coverage WHERE source = $1 AND complete ORDER BY since NULLS FIRST",
		[source],
	);
	const wanted = conditionsOf(filter);
	return rows
		.filter((row) => conditionsOf(JSON.parse(row.filter)) === wanted)
		.map(({ since, until, read_at }) => ({
			from: (since?.getTime() ?? 0) / 1_000,
			// Lines that were delayed at that time have arrived since, and must be read.
			until: Math.floor(
				Math.min(until?.getTime() ?? Number.POSITIVE_INFINITY, read_at.getTime() - 1_000 * maxDelay) / 1_000,
			),
		}));
}

interface CoverageRow extends Record<string, unknown> {
	readonly filter: string;
	readonly since: Date | null;
	readonly until: Date | null;
	readonly read_at: Date;
}

/** The conditions of a filter without its times, as a text to compare. */
function conditionsOf({ since: _since, until: _until, ...conditions }: EventFilter): string {
	return JSON.stringify(Object.entries(conditions).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function withGaps(reading: Reading, { gaps, bytesScanned }: LinesRead): Reading {
	const failures = [
		...reading.failures,
		...gaps.map(({ from, until, reason }) => ({ place: `${moment(from)}/${moment(until)}`, reason })),
	];
	return { ...reading, failures, bytesScanned, complete: reading.complete && gaps.length === 0 };
}

function moment(seconds: number): string {
	return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}
