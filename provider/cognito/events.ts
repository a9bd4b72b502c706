import type { AuthEvent, AuthEventPage, EventRef, UserRef } from "./authEvent.ts";
import type { Cognito } from "./client.ts";
import { CognitoError, isCognitoError } from "./cognitoError.ts";

/** What a user's history was found to hold as far as it was read. */
export interface Searched {
	readonly events: number;
	/** The time of the oldest event read, as ISO 8601 in UTC. */
	readonly from?: string;
	/** The time of the newest event read, as ISO 8601 in UTC. */
	readonly to?: string;
}

/** What looking an event up came to. */
export type LookUp =
	| { readonly outcome: "found"; readonly event: AuthEvent }
	/** The event, its user or its pool does not exist. Without an error the user's history was searched to its end. */
	| { readonly outcome: "notFound"; readonly searched: Searched; readonly error?: CognitoError }
	/** The request failed, so it may exist. */
	| { readonly outcome: "failed"; readonly error: CognitoError };

/** Cognito may send pages without events on the way; this many one after another mean that it goes round in circles. */
const mostEmptyPages = 100;

/**
 * One reading of a user's auth events, newest first. It reads a page only when an event is asked for that none of the
 * pages before holds, and no page twice, however many ask.
 */
export class EventHistory {
	readonly #cognito: Pick<Cognito, "listAuthEvents">;
	readonly #user: UserRef;
	readonly #events = new Map<string, AuthEvent>();
	readonly #tokens = new Set<string>();
	#nextToken: string | undefined;
	#complete = false;
	#emptyPages = 0;
	#reading: Promise<void> | undefined;
	#failure: unknown;

	constructor(cognito: Pick<Cognito, "listAuthEvents">, user: UserRef) {
		this.#cognito = cognito;
		this.#user = user;
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

	/** {@link find} with what keeps it from finding. */
	async lookUp(eventId: string): Promise<LookUp> {
		try {
			const event = await this.find(eventId);
			return event ? { outcome: "found", event } : { outcome: "notFound", searched: this.searched };
		} catch (error) {
			if (isCognitoError(error, "notFound", "userNotFound"))
				return { outcome: "notFound", searched: this.searched, error };
			if (isCognitoError(error)) return { outcome: "failed", error };
			throw error;
		}
	}

	/** The events as they come, page by page. */
	async *pages(): AsyncGenerator<readonly AuthEvent[]> {
		for (let yielded = 0; ; ) {
			const events = [...this.#events.values()].slice(yielded);
			yielded += events.length;
			if (events.length > 0) yield events;
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
			this.#take(await this.#cognito.listAuthEvents(this.#user, this.#nextToken));
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
		if (this.#tokens.has(nextToken)) throw this.#endless("repeated a page token");
		if (this.#emptyPages >= mostEmptyPages)
			throw this.#endless(`sent ${mostEmptyPages} pages without an event`);
		this.#tokens.add(nextToken);
	}

	#endless(what: string): CognitoError {
		return new CognitoError({
			kind: "endlessPages",
			operation: "AdminListUserAuthEvents",
			userPoolId: this.#user.userPoolId,
			detail: `${what}, so the list of the user's events never ends; stopped after ${this.#events.size} events`,
		});
	}
}

/** The histories that one run has read, shared by all its resources, so that a user's is read as seldom as can be. */
export class EventCache {
	readonly #cognito: Pick<Cognito, "listAuthEvents">;
	readonly #cached = new Map<string, EventHistory>();
	readonly #coalescers = new Map<string, Coalescer>();
	/** Events that feedback was submitted on, whoever their user is called. */
	readonly #changed = new Set<string>();

	constructor(cognito: Pick<Cognito, "listAuthEvents">) {
		this.#cognito = cognito;
	}

	/** Has an event fetched again from now on, since feedback is submitted on it. */
	markChanged({ userPoolId, eventId }: EventRef): void {
		this.#changed.add(`${userPoolId}/${eventId}`);
	}

	/** Looks an event up in the user's history as this run read it first, unless it has changed since. */
	lookUp(ref: EventRef): Promise<LookUp> {
		if (this.#changed.has(`${ref.userPoolId}/${ref.eventId}`)) return this.lookUpFresh(ref);
		return entry(this.#cached, ref, () => new EventHistory(this.#cognito, ref)).lookUp(ref.eventId);
	}

	/** Looks an event up in a reading that begins after this call, which so shows what was just submitted. */
	async lookUpFresh(ref: EventRef): Promise<LookUp> {
		const begin = () => new EventHistory(this.#cognito, ref);
		const history = await entry(this.#coalescers, ref, () => new Coalescer(begin)).next(ref.eventId);
		return history.lookUp(ref.eventId);
	}
}

/**
 * Readings of one user's history, one after another. Who asks while one is under way waits for the next, which then
 * serves all who wait.
 */
class Coalescer {
	readonly #begin: () => EventHistory;
	#running: Promise<unknown> = Promise.resolve();
	#gathering: { readonly eventIds: Set<string>; readonly history: Promise<EventHistory> } | undefined;

	constructor(begin: () => EventHistory) {
		this.#begin = begin;
	}

	/** The next reading, which goes on until it has found this event too. */
	next(eventId: string): Promise<EventHistory> {
		this.#gathering ??= this.#gather();
		this.#gathering.eventIds.add(eventId);
		return this.#gathering.history;
	}

	#gather() {
		const eventIds = new Set<string>();
		const history = this.#running.then(() => {
			this.#gathering = undefined;
			const begun = this.#begin();
			this.#running = Promise.allSettled([...eventIds].map((eventId) => begun.find(eventId)));
			return begun;
		});
		return { eventIds, history };
	}
}

function entry<T>(map: Map<string, T>, { userPoolId, username }: UserRef, make: () => T): T {
	// A pool ID has no slash, so no two users share a key.
	const key = `${userPoolId}/${username}`;
	let value = map.get(key);
	if (value === undefined) {
		value = make();
		map.set(key, value);
	}
	return value;
}
