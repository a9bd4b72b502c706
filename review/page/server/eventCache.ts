import { readEvents, type SnapshotEvent } from "../../store/page/events.ts";
import type { Snapshot } from "../../store/page/snapshot.ts";

/** Enough for several screens of several pages. */
const maxKept = 5_000;

/** The events of a snapshot by row; the most recently used ones are cached. */
export class EventCache {
	readonly #snapshot: Snapshot;
	readonly #kept = new Map<number, SnapshotEvent>();

	constructor(snapshot: Snapshot) {
		this.#snapshot = snapshot;
	}

	/** Whether the cache contains all of these rows. */
	has(rows: readonly number[]): boolean {
		return rows.every((row) => this.#kept.has(row));
	}

	/** Reads the events of some rows, in the order of the rows. */
	async read(rows: readonly number[]): Promise<readonly SnapshotEvent[]> {
		const missing = rows.filter((row) => !this.#kept.has(row));
		const read = new Map((await readEvents(this.#snapshot, missing)).map((event) => [event.row, event]));
		const events = rows.flatMap((row) => this.#kept.get(row) ?? read.get(row) ?? []);
		for (const event of events) {
			// Moves it to the end, as the most recently used.
			this.#kept.delete(event.row);
			this.#kept.set(event.row, event);
		}
		for (const oldest of this.#kept.keys()) {
			if (this.#kept.size <= maxKept) break;
			this.#kept.delete(oldest);
		}
		return events;
	}
}
