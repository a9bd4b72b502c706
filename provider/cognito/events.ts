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

/** What keeps an event from being found. */
function failedLookUp(error: unknown, searched: Searched): LookUp {
	if (isCognitoError(error, "notFound", "userNotFound")) return { outcome: "notFound", searched, error };
	if (isCognitoError(error)) return { outcome: "failed", error };
	throw error;
}

/** A page of a user's history by its token; the first page has none. */
interface PageRef {
	readonly token: string | undefined;
}

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
	readonly #pageOf = new Map<string, string | undefined>();
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
	 * @throws what reading a page threw, also to later callers, so that a failing request is made once a run.
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
			return failedLookUp(error, this.searched);
		}
	}

	/** The page that held an event when it was read; `undefined` if none did. */
	pageOf(eventId: string): PageRef | undefined {
		return this.#events.has(eventId) ? { token: this.#pageOf.get(eventId) } : undefined;
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

	/** The next page, which concurrent callers wait for as well. */
	async #page(): Promise<void> {
		if (this.#failure !== undefined) throw this.#failure;
		this.#reading ??= this.#readOn();
		await this.#reading;
	}

	async #readOn(): Promise<void> {
		try {
			this.#take(await this.#cognito.listAuthEvents(this.#user, this.#nextToken));
		} catch (error) {
			// Thrown to callers that miss an event: the last page may have brought it before the reading failed.
			this.#failure = error;
		} finally {
			this.#reading = undefined;
		}
	}

	#take({ events, nextToken }: AuthEventPage): void {
		for (const event of events) {
			if (this.#events.has(event.eventId)) continue;
			this.#events.set(event.eventId, event);
			this.#pageOf.set(event.eventId, this.#nextToken);
		}
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

/** The events that one run has read, shared by all its resources, so that it makes as few requests as it can. */
export class EventCache {
	readonly #cognito: Pick<Cognito, "listAuthEvents">;
	readonly #users = new Map<string, UserEvents>();
	/** Events that feedback was submitted on, under any name of their user. */
	readonly #changed = new Set<string>();

	constructor(cognito: Pick<Cognito, "listAuthEvents">) {
		this.#cognito = cognito;
	}

	/** Has an event fetched again from now on, since feedback is submitted on it. */
	markChanged({ userPoolId, eventId }: EventRef): void {
		this.#changed.add(`${userPoolId}/${eventId}`);
	}

	/** Announces a fresh look-up of an event, so that those before it wait a moment for it. */
	expectFresh(ref: EventRef): void {
		this.#of(ref).expectFresh(ref.eventId);
	}

	/** Takes {@link expectFresh} back, so that no other look-up waits for this one. */
	expectNoMore(ref: EventRef): void {
		this.#of(ref).expectNoMore(ref.eventId);
	}

	/** Looks an event up in the user's history as this run read it first, unless it has changed since. */
	lookUp(ref: EventRef): Promise<LookUp> {
		if (this.#changed.has(`${ref.userPoolId}/${ref.eventId}`)) return this.lookUpFresh(ref);
		return this.#of(ref).lookUp(ref.eventId);
	}

	/** Looks an event up in a reading that begins after this call, which so shows what was just submitted. */
	lookUpFresh(ref: EventRef): Promise<LookUp> {
		return this.#of(ref).lookUpFresh(ref.eventId);
	}

	#of({ userPoolId, username }: UserRef): UserEvents {
		// A pool ID has no slash, so no two users share a key.
		const key = `${userPoolId}/${username}`;
		const events = this.#users.get(key) ?? new UserEvents(this.#cognito, { userPoolId, username });
		this.#users.set(key, events);
		return events;
	}
}

/** A fresh reading waits for others that are expected no longer than this, in milliseconds. */
const longestWait = 2_000;

/** The look-ups that the next fresh reading serves. */
interface Gathering {
	readonly eventIds: Set<string>;
	/** When the first look-up came. */
	readonly since: number;
	readonly begin: () => void;
	readonly reading: Promise<ReadonlyMap<string, Promise<LookUp>>>;
}

/** The events of one user during a run. Who asks while a fresh reading is in progress waits for the next, which serves all. */
class UserEvents {
	readonly #cognito: Pick<Cognito, "listAuthEvents">;
	readonly #user: UserRef;
	readonly #first: EventHistory;
	/** The last reading from the newest page on, whose tokens are the newest too. */
	#last: EventHistory;
	/** Events that were announced and not looked up since. */
	readonly #expected = new Set<string>();
	/** How many were expected or waiting at once, at most. */
	#mostExpected = 0;
	#running: Promise<unknown> = Promise.resolve();
	#gathering: Gathering | undefined;

	constructor(cognito: Pick<Cognito, "listAuthEvents">, user: UserRef) {
		this.#cognito = cognito;
		this.#user = user;
		this.#first = new EventHistory(cognito, user);
		this.#last = this.#first;
	}

	lookUp(eventId: string): Promise<LookUp> {
		return this.#first.lookUp(eventId);
	}

	expectFresh(eventId: string): void {
		this.#expected.add(eventId);
		const expected = this.#expected.size + (this.#gathering?.eventIds.size ?? 0);
		this.#mostExpected = Math.max(this.#mostExpected, expected);
	}

	expectNoMore(eventId: string): void {
		this.#expected.delete(eventId);
		if (this.#gathering) this.#beginInTime(this.#gathering);
	}

	async lookUpFresh(eventId: string): Promise<LookUp> {
		this.#expected.delete(eventId);
		this.#gathering ??= this.#gather();
		const { eventIds, reading } = this.#gathering;
		eventIds.add(eventId);
		this.#beginInTime(this.#gathering);
		return (await reading).get(eventId) as Promise<LookUp>;
	}

	/** Begins a reading when it serves all that Pulumi creates at once, and not much later if those become fewer. */
	#beginInTime({ eventIds, since, begin }: Gathering): void {
		// Pulumi checks one more than it creates at once.
		const atOnce = this.#mostExpected - 1;
		if (this.#expected.size === 0 || eventIds.size >= atOnce) begin();
		// Resources of other users may take turns by now: the last third gets as long as the others took.
		else if (eventIds.size >= (atOnce * 2) / 3) setTimeout(begin, performance.now() - since);
	}

	#gather(): Gathering {
		const eventIds = new Set<string>();
		const { promise, resolve: begin } = Promise.withResolvers<void>();
		const timer = setTimeout(begin, longestWait);
		const reading = Promise.all([promise, this.#running]).then(() => {
			clearTimeout(timer);
			this.#gathering = undefined;
			const lookUps = this.#readAgain(eventIds);
			this.#running = Promise.allSettled(lookUps.values());
			return lookUps;
		});
		return { eventIds, since: performance.now(), begin, reading };
	}

	/** Reads the pages that held events, and for events that they do not hold any more the history again. */
	#readAgain(eventIds: Iterable<string>): ReadonlyMap<string, Promise<LookUp>> {
		const pages = new Map<string | undefined, Promise<AuthEventPage>>();
		const read = ({ token }: PageRef) => {
			const page = pages.get(token) ?? this.#cognito.listAuthEvents(this.#user, token);
			pages.set(token, page);
			return page;
		};
		let fresh: EventHistory | undefined;
		const lookUp = async (eventId: string): Promise<LookUp> => {
			const page = this.#last.pageOf(eventId) ?? this.#first.pageOf(eventId);
			try {
				const event = page && (await read(page)).events.find((each) => each.eventId === eventId);
				if (event) return { outcome: "found", event };
			} catch (error) {
				// Its token may have expired.
				if (!isCognitoError(error, "invalidParameter")) return failedLookUp(error, { events: 0 });
			}
			fresh ??= this.#last = new EventHistory(this.#cognito, this.#user);
			return fresh.lookUp(eventId);
		};
		return new Map([...eventIds].map((eventId) => [eventId, lookUp(eventId)]));
	}
}
