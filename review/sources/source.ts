import type { EventFilter, Reading, Store } from "../store/index.ts";

/** How far reading a source is. */
export interface Progress {
	readonly done: number;
	/** Missing while it is not known. */
	readonly of?: number | undefined;
	readonly unit: "users" | "files" | "bytes" | "lines";
}

/** Where events come from: exported logs, or Cognito's API. */
export interface Source {
	/** As `--from` names it, and as the store's coverage does. */
	readonly name: string;
	/**
	 * Puts the events that fit a filter into a store, and as many others as come with them. Whoever shows events filters
	 * them again.
	 */
	fill(store: Store, filter: EventFilter, onProgress: (progress: Progress) => void): Promise<Reading>;
}
