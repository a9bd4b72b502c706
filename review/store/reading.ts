export type SkipReason =
	/** The line is not valid JSON, for example because it is truncated. */
	| "broken"
	/** The line is JSON without an event ID. */
	| "noEvent"
	/** The line is from another kind of log, such as notifications. */
	| "otherSource"
	| "otherPool";

export interface Reading {
	/** The number of log lines or API events read. */
	readonly lines: number;
	/** The number of distinct events among them. */
	readonly events: number;
	/** The number of skipped lines, by reason. */
	readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
	/** The parts that could not be read, such as a file, with the reasons. */
	readonly failures: readonly { readonly place: string; readonly reason: string }[];
	/** The number of files that were read before and have not changed. */
	readonly unchanged: number;
	/** The number of bytes that a service scanned and charges for. */
	readonly bytesScanned?: number;
	/** Whether everything that matches the filter was read. */
	readonly complete: boolean;
}

export const nothingRead: Reading = {
	lines: 0,
	events: 0,
	skipped: {},
	failures: [],
	unchanged: 0,
	complete: true,
};

export function addReadings(one: Reading, other: Reading): Reading {
	const skipped: { -readonly [Reason in SkipReason]?: number } = { ...one.skipped };
	for (const [reason, count] of Object.entries(other.skipped) as [SkipReason, number][])
		skipped[reason] = (skipped[reason] ?? 0) + count;
	return {
		lines: one.lines + other.lines,
		events: one.events + other.events,
		skipped,
		failures: [...one.failures, ...other.failures],
		unchanged: one.unchanged + other.unchanged,
		complete: one.complete && other.complete,
	};
}
