import type { AuthEvent, AuthEventPage, EventRef, UserRef } from "./authEvent.ts";
import type { Cognito } from "./cognito.ts";
import { CognitoError, isCognitoError } from "./cognitoError.ts";

/** The part of a user's history that was read. */
export interface Searched {
	readonly events: number;
	/** The time of the oldest event read, as ISO 8601 in UTC. */
	readonly from?: string;
	/** The time of the newest event read, as ISO 8601 in UTC. */
	readonly to?: string;
}

/** The result of looking up an event. */
export type LookUp =
	| { readonly outcome: "found"; readonly event: AuthEvent }
	/** The event, its user or its pool does not exist. Without an error, the whole history was searched. */
	| { readonly outcome: "notFound"; readonly searched: Searched; readonly error?: CognitoError }
	/** The request failed, so the event may exist. */
	| { readonly outcome: "failed"; readonly error: CognitoError };

/** The result of a look-up that failed with this error. */
function failedLookUp(error: unknown, searched: Searched): LookUp {
	if (isCognitoError(error, "notFound", "userNotFound")) return { outcome: "notFound", searched, error };
	if (isCognitoError(error)) return { outcome: "failed", error };
	throw error;
}

/** A page of a user's history by its token; the first page has none. */
interface PageRef {
	readonly token: string | undefined;
}

/**
 * The maximum number of consecutive pages without events. Cognito may send a few; this many mean that its pages have no end.
 */
const maxEmptyPages = 100;

/**
 * One reading of a user's auth events, newest first. It reads the next page only to find an event that no earlier page
 * contains, and reads no page twice, however many callers there are.
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
	 * Finds an event, reading as many pages as needed. If a history has two events with the same ID, the newer one counts.
	 *
	 * @throws the error of reading a page, also to later callers, so that a failing request is made only once in a run.
	 */
	async find(eventId: string): Promise<AuthEvent | undefined> {
		for (;;) {
			const event = this.#events.get(eventId);
			if (event || this.#complete) return event;
			await this.#page();
		}
	}

	/** Finds an event like {@link find}, and returns a failure instead of throwing it. */
	async lookUp(eventId: string): Promise<LookUp> {
		try {
			const event = await this.find(eventId);
			return event ? { outcome: "found", event } : { outcome: "notFound", searched: this.searched };
		} catch (error) {
			return failedLookUp(error, this.searched);
		}
	}

	/** The page that contained an event when it was read; `undefined` if none did. */
	pageOf(eventId: string): PageRef | undefined {
		return this.#events.has(eventId) ? { token: this.#pageOf.get(eventId) } : undefined;
	}

	/** Yields the events page by page. */
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

	/** The part that has been read. */
	get searched(): Searched {
		const times = [...this.#events.values()].flatMap(({ time }) => time ?? []).sort();
		const [from, to] = [times[0], times.at(-1)];
		return { events: this.#events.size, ...(from && { from }), ...(to && { to }) };
	}

	/** Reads the next page; concurrent callers wait for the same one. */
	async #page(): Promise<void> {
		if (this.#failure !== undefined) throw this.#failure;
		this.#reading ??= this.#readOn();
		await this.#reading;
	}

	async #readOn(): Promise<void> {
		try {
			this.#take(await this.#cognito.listAuthEvents(this.#user, this.#nextToken));
		} catch (error) {
			// Only callers whose event was not found get this error: it may have been on a page that was read before.
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
		if (this.#emptyPages >= maxEmptyPages)
			throw this.#endless(`sent ${maxEmptyPages} pages without an event`);
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

/** The events that a run has read. All its resources share them, to make as few requests as possible. */
export class EventCache {
	readonly #cognito: Pick<Cognito, "listAuthEvents">;
	readonly #users = new Map<string, UserEvents>();
	/** Events that feedback was submitted on, under any name of their user. */
	readonly #changed = new Set<string>();

	constructor(cognito: Pick<Cognito, "listAuthEvents">) {
		this.#cognito = cognito;
	}

	/** Marks an event as changed, because feedback is submitted on it: later look-ups read it again. */
	markChanged({ userPoolId, eventId }: EventRef): void {
		this.#changed.add(`${userPoolId}/${eventId}`);
	}

	/** Announces a fresh look-up of an event, so that earlier ones wait a moment and share a reading. */
	expectFresh(ref: EventRef): void {
		this.#of(ref).expectFresh(ref.eventId);
	}

	/** Withdraws {@link expectFresh}, so that no other look-up waits for this one. */
	expectNoMore(ref: EventRef): void {
		this.#of(ref).expectNoMore(ref.eventId);
	}

	/** Looks up an event in this run's first reading of the user's history, unless the event changed since. */
	lookUp(ref: EventRef): Promise<LookUp> {
		if (this.#changed.has(`${ref.userPoolId}/${ref.eventId}`)) return this.lookUpFresh(ref);
		return this.#of(ref).lookUp(ref.eventId);
	}

	/** Looks up an event in a reading that starts after this call, and so shows feedback that was just submitted. */
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

/** The longest time, in milliseconds, that a fresh reading waits for further announced look-ups. */
const longestWait = 2_000;

/** Look-ups that wait for the next fresh reading. */
interface Gathering {
	readonly eventIds: Set<string>;
	/** The time of the first look-up. */
	readonly since: number;
	readonly begin: () => void;
	readonly reading: Promise<ReadonlyMap<string, Promise<LookUp>>>;
}

/** The events of one user during a run. Fresh look-ups during a reading wait for the next one, which serves them all. */
class UserEvents {
	readonly #cognito: Pick<Cognito, "listAuthEvents">;
	readonly #user: UserRef;
	readonly #first: EventHistory;
	/** The last reading that started from the newest page. Its page tokens are the newest too. */
	#last: EventHistory;
	/** Events whose fresh look-up was announced and has not come yet. */
	readonly #expected = new Set<string>();
	/** The highest number of look-ups that were announced or waiting at the same time. */
	#maxExpected = 0;
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
		this.#maxExpected = Math.max(this.#maxExpected, expected);
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

	/** Starts a reading once it serves all decisions that Pulumi creates in parallel, or soon after if fewer come. */
	#beginInTime({ eventIds, since, begin }: Gathering): void {
		// Pulumi checks one more resource than it creates in parallel.
		const atOnce = this.#maxExpected - 1;
		if (this.#expected.size === 0 || eventIds.size >= atOnce) begin();
		// Resources of other users may take turns now: the last third gets as much time as the others took.
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

	/** Reads the pages that contained these events again, and the whole history for events no longer on them. */
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
