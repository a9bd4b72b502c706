/** Why a line was not taken. */
const skipReasons = [
	/** It is not JSON: cut off, or something else. */
	"broken",
	/** JSON without an event's ID. */
	"noEvent",
	/** Of another kind of log, such as notifications. */
	"otherSource",
	/** Of another user pool. */
	"otherPool",
] as const;

export type SkipReason = (typeof skipReasons)[number];

/** How many lines were skipped, by reason. */
export type Skipped = Readonly<Partial<Record<SkipReason, number>>>;

/** What reading a source came to. */
export interface Reading {
	/** Lines of logs, or events of the API, that were read. */
	readonly lines: number;
	/** Different events among them. */
	readonly events: number;
	readonly skipped: Skipped;
	/** What could not be read at all, such as a damaged file. */
	readonly failures: readonly ReadingFailure[];
	/** Files that were read before and have not changed. */
	readonly unchanged: number;
	/** How many bytes a service scanned for it, which it charges for. */
	readonly bytesScanned?: number;
	/** Whether all that fits the filter was read. */
	readonly complete: boolean;
}

interface ReadingFailure {
	/** The file, or another part of the source. */
	readonly place: string;
	readonly reason: string;
}

export const nothingRead: Reading = {
	lines: 0,
	events: 0,
	skipped: {},
	failures: [],
	unchanged: 0,
	complete: true,
};

/** Two readings as one. */
export function addReadings(one: Reading, other: Reading): Reading {
	const skipped = Object.fromEntries(
		skipReasons
			.map((reason) => [reason, (one.skipped[reason] ?? 0) + (other.skipped[reason] ?? 0)] as const)
			.filter(([, count]) => count > 0),
	);
	return {
		lines: one.lines + other.lines,
		events: one.events + other.events,
		skipped,
		failures: [...one.failures, ...other.failures],
		unchanged: one.unchanged + other.unchanged,
		complete: one.complete && other.complete,
	};
}
