import type { AuthEvent } from "../cognito/authEvent";
import type { FeedbackService, UserRef } from "../cognito/service";
import { History } from "./history";

/** The look-ups of one run, shared by all its resources, so that a user's history is read as seldom as can be. */
export class Histories {
	readonly #service: FeedbackService;
	readonly #ofRun = new Map<string, History>();
	readonly #batches = new Map<string, Batches>();

	constructor(service: FeedbackService) {
		this.#service = service;
	}

	/** The user's history as this run read it first. A provider's process serves one run, so it is never an older one's. */
	ofRun(user: UserRef): History {
		return entry(this.#ofRun, user, () => this.#begin(user));
	}

	/** Looks an event up in a reading that begins after this call, as what was just submitted asks for. */
	findAnew(user: UserRef, eventId: string): Promise<AuthEvent | undefined> {
		return entry(this.#batches, user, () => new Batches(() => this.#begin(user))).find(eventId);
	}

	#begin(user: UserRef): History {
		return new History((nextToken) => this.#service.listAuthEvents(user, nextToken));
	}
}

/**
 * Readings of one user's history, one after another. Who asks while one is under way waits for the next, which then
 * serves all who wait.
 */
class Batches {
	readonly #begin: () => History;
	#running: Promise<unknown> = Promise.resolve();
	#gathering: { readonly eventIds: Set<string>; readonly history: Promise<History> } | undefined;

	constructor(begin: () => History) {
		this.#begin = begin;
	}

	async find(eventId: string): Promise<AuthEvent | undefined> {
		this.#gathering ??= this.#gather();
		this.#gathering.eventIds.add(eventId);
		return (await this.#gathering.history).find(eventId);
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
