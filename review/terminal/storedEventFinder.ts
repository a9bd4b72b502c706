import { eventsById, type Store } from "../store/index.ts";
import { type FoundEvent, refuseSeveral } from "./eventFinder.ts";
import { type Opening, openEvents, reportReading } from "./openEvents.ts";

/** Finds events by their IDs or prefixes of them in the store, which contains their users. */
export class StoredEventFinder {
	readonly #store: Store;
	readonly #source: string;

	private constructor(store: Store, source: string) {
		this.#store = store;
		this.#source = source;
	}

	/** Opens the store and fills it from the source that the options name. */
	static async open(options: Opening): Promise<StoredEventFinder> {
		const opened = await openEvents(options);
		reportReading(opened);
		return new StoredEventFinder(opened.store, opened.source);
	}

	/** @throws Error if it is not found, or is ambiguous */
	async find(given: string, username?: string): Promise<FoundEvent> {
		const events = await eventsById(this.#store, given);
		refuseSeveral(
			given,
			events.map(({ eventId }) => eventId),
		);
		const [event] = events;
		if (event === undefined) throw new Error(`event ${given} was not found in ${this.#source}`);
		// Fields that are not part of the event are not part of the evidence.
		const { username: found, source = "api", clientId: _, ...authEvent } = event;
		return { event: authEvent, username: username ?? found, source };
	}

	close(): Promise<void> {
		return this.#store.close();
	}
}
