import type { PoolSize } from "../workbench/pool.ts";

/** The sizes of the works. */
export interface Sizes {
	/** Decisions of the set that is compared with the floor. */
	readonly set: number;
	/** Resources of the stacks with one resource per decision. */
	readonly singles: number;
	/** Resources of the smaller stack with one resource per decision, for the chart. */
	readonly fewSingles: number;
	/** Decisions of sets from small to large. The second and the last are compared. */
	readonly growth: readonly number[];
	readonly quota: number;
	/** Single decisions on the oldest events of a user, and the number of the user's events. */
	readonly requests: { readonly decisions: number; readonly events: number };
	readonly awsCli: number;
	/** The pool whose events the command lists. */
	readonly listing: PoolSize;
	/** Events in the store of the review page, and in the one that it is compared with. */
	readonly pageEvents: number;
	readonly fewPageEvents: number;
	/** Exported lines that are read into the store, and a larger number that shows that the time per line stays the same. */
	readonly ingest: { readonly lines: number; readonly manyLines: number };
	/** Events of the store that the report covers. */
	readonly reportEvents: number;
	/** Decisions that are saved in the decisions file: few and many. */
	readonly savedDecisions: readonly [few: number, many: number];
	readonly evidencePreview: PoolSize & { readonly decisions: number };
}

export const fullSizes: Sizes = {
	set: 2_000,
	singles: 500,
	fewSingles: 100,
	growth: [100, 1_000, 2_000, 5_000, 10_000],
	quota: 1_000,
	requests: { decisions: 300, events: 2_000 },
	awsCli: 100,
	listing: { users: 100, eventsPerUser: 60 },
	ingest: { lines: 2_000_000, manyLines: 10_000_000 },
	reportEvents: 5_000_000,
	pageEvents: 5_000_000,
	fewPageEvents: 1_000,
	savedDecisions: [10_000, 50_000],
	evidencePreview: { decisions: 200, users: 4, eventsPerUser: 500 },
};

/** Sizes with which everything runs, and only briefly. */
export const quickSizes: Sizes = {
	set: 20,
	singles: 4,
	fewSingles: 2,
	growth: [10, 20, 40],
	quota: 30,
	requests: { decisions: 12, events: 200 },
	awsCli: 2,
	listing: { users: 61, eventsPerUser: 3 },
	ingest: { lines: 2_000, manyLines: 4_000 },
	reportEvents: 5_000,
	pageEvents: 20_000,
	fewPageEvents: 100,
	savedDecisions: [200, 1_000],
	evidencePreview: { decisions: 8, users: 2, eventsPerUser: 70 },
};

/** Approximate durations in seconds, to estimate the time left. */
export const expected = {
	empty: 1.8,
	preview: 3.1,
	typeScript: 6,
	loop: (decisions: number) => 0.6 + decisions * 0.0008,
	set: (decisions: number) => 2.8 + decisions * 0.001,
	setWithEvidence: (decisions: number) => 3 + decisions * 0.0015,
	/** The engine rewrites the whole state after each step, so the time for single resources is quadratic. */
	singles: (decisions: number) => 3 + decisions * 0.02 + decisions ** 2 * 0.00003,
	plain: (decisions: number) => 3 + decisions * 0.02 + decisions ** 2 * 0.00013,
	awsCli: (decisions: number) => decisions * 0.5,
};
