import type { AuthEvent, AuthEventPage } from "../cognito/authEvent";
import { FeedbackError } from "../cognito/feedbackError";

/** Reads one page of a user's history. */
export type ReadPage = (nextToken?: string) => Promise<AuthEventPage>;

/** What a history was found to hold as far as it was read. */
export interface Searched {
	readonly events: number;
	/** The time of the oldest event read, as ISO 8601 in UTC. */
	readonly from?: string;
	/** The time of the newest event read, as ISO 8601 in UTC. */
	readonly to?: string;
}

/** Cognito may send pages without events on the way; this many one after another mean that it goes round in circles. */
const mostEmptyPages = 100;

/**
 * One reading of a user's auth events, newest first. It reads a page only when an event is asked for that none of the
 * pages before holds, and no page twice, however many ask.
 */
export class History {
	readonly #readPage: ReadPage;
	readonly #events = new Map<string, AuthEvent>();
	readonly #tokens = new Set<string>();
	#nextToken: string | undefined;
	#complete = false;
	#emptyPages = 0;
	#reading: Promise<void> | undefined;
	#failure: unknown;

	constructor(readPage: ReadPage) {
		this.#readPage = readPage;
	}

	/**
	 * Finds an event, reading on as far as needed. Should a history hold two events with one ID, the newer one counts.
	 *
	 * @throws what reading a page threw; also for whoever asks later, so that a request that fails is made once a run.
	 */
	async find(eventId: string): Promise<AuthEvent | undefined> {
		for (;;) {
			const event = this.#events.get(eventId);
			if (event || this.#complete) return event;
			await this.#page();
		}
	}

	/** The events, newest first. */
	async *[Symbol.asyncIterator](): AsyncGenerator<AuthEvent> {
		for (let yielded = 0; ; ) {
			for (const event of [...this.#events.values()].slice(yielded)) {
				yielded++;
				yield event;
			}
			if (yielded < this.#events.size) continue;
			if (this.#complete) return;
			await this.#page();
		}
	}

	/** How far it has been read. */
	get searched(): Searched {
		const times = [...this.#events.values()].flatMap(({ time }) => time ?? []).sort();
		const [from, to] = [times[0], times.at(-1)];
		return { events: this.#events.size, ...(from && { from }), ...(to && { to }) };
	}

	/** The next page, which whoever asks meanwhile waits for as well. */
	async #page(): Promise<void> {
		if (this.#failure !== undefined) throw this.#failure;
		this.#reading ??= this.#readOn();
		await this.#reading;
	}

	async #readOn(): Promise<void> {
		try {
			this.#take(await this.#readPage(this.#nextToken));
		} catch (error) {
			// Thrown to whoever misses an event: the last page may have brought it before the reading failed.
			this.#failure = error;
		} finally {
			this.#reading = undefined;
		}
	}

	#take({ events, nextToken }: AuthEventPage): void {
		for (const event of events) if (!this.#events.has(event.eventId)) this.#events.set(event.eventId, event);
		this.#emptyPages = events.length === 0 ? this.#emptyPages + 1 : 0;
		this.#nextToken = nextToken;
		this.#complete = nextToken === undefined;
		if (nextToken === undefined) return;
		if (this.#tokens.has(nextToken)) throw this.#endless("sends the same page token again");
		if (this.#emptyPages >= mostEmptyPages)
			throw this.#endless(`sent ${mostEmptyPages} pages without an event`);
		this.#tokens.add(nextToken);
	}

	#endless(what: string): FeedbackError {
		return new FeedbackError(
			`Cognito ${what}, so its list of the user's events has no end; stopped after ${this.#events.size} events. Run the command again, or set \`cognito-feedback:eventLookup\` to \`optional\` to go on without evidence.`,
		);
	}
}
