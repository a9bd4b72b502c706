import type { EventFilter, Reading, Store } from "../store/index.ts";

/** The progress of reading a source. */
export interface Progress {
	readonly done: number;
	/** The total, if known. */
	readonly of?: number | undefined;
	readonly unit: "users" | "files" | "bytes" | "lines";
}

/** A source of events: exported logs or Cognito's API. */
export interface Source {
	/** The name, as in `--from` and in the store's coverage. */
	readonly name: string;
	/**
	 * Adds at least the events that match a filter to a store. It may add others, so filter the events again before showing them.
	 */
	fill(store: Store, filter: EventFilter, onProgress: (progress: Progress) => void): Promise<Reading>;
}
