import type { ListedPool } from "../listing/listPool.ts";
import type { EventFilter, Reading, Store } from "../store/index.ts";

export interface Progress {
	readonly done: number;
	/** The total, if known. */
	readonly of?: number | undefined;
	readonly unit: "users" | "files" | "bytes" | "lines";
}

export interface SourceReading extends Reading {
	/** The users that were listed, and those that could not be, if Cognito's API is the source. */
	readonly listed?: ListedPool;
}

/** A source of events: exported logs or Cognito's API. */
export interface Source {
	/** The name, as in `--from` and in the store's coverage. */
	readonly name: string;
	/**
	 * Adds at least the events that match a filter to a store. It may add others, so filter the events again before showing them.
	 */
	fill(store: Store, filter: EventFilter, onProgress: (progress: Progress) => void): Promise<SourceReading>;
}

/** Runs a function for each item, several at once. After a failure no further one starts, and those that run may end. */
export async function eachAtOnce<T>(
	atOnce: number,
	items: Iterable<T>,
	run: (item: T) => Promise<void>,
): Promise<void> {
	// A failure in one of the loops ends this iterator, and so the other loops.
	const left = (function* () {
		yield* items;
	})();
	const work = async () => {
		for (const item of left) await run(item);
	};
	const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
	for (const each of ended) if (each.status === "rejected") throw each.reason;
}
