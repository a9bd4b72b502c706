import type { AuthEventFilter, Cognito } from "pulumi-cognito-feedback/internal/cognito";
import { type ListedPool, listPool, type UserEvent } from "../listing/listPool.ts";
import { addReadings, type EventFilter, nothingRead, type Reading, type Store } from "../store/index.ts";
import type { Progress, Source } from "./source.ts";

export interface ListingOptions {
	/** The users whose events to list. Default: all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** The maximum number of events to list for each user. */
	readonly limit?: number | undefined;
}

/** The number of events to collect for the store: a transaction for each user would take longer than its requests. */
const batchSize = 5_000;

/** Lists events with Cognito's API, user by user. */
export class CognitoSource implements Source {
	readonly name = "cognito";
	readonly #cognito: Pick<Cognito, "listAuthEvents" | "listUsers">;
	readonly #options: ListingOptions;
	#listed: ListedPool | undefined;

	constructor(cognito: Pick<Cognito, "listAuthEvents" | "listUsers">, options: ListingOptions = {}) {
		this.#cognito = cognito;
		this.#options = options;
	}

	/** The users listed, and the failures of users. */
	get listed(): ListedPool | undefined {
		return this.#listed;
	}

	/**
	 * Events are added while others are listed: a whole pool may have more than fit in memory, and take hours.
	 *
	 * @throws CognitoError if no user's events can be listed. The store keeps those that were listed before.
	 */
	async fill(store: Store, filter: EventFilter, onProgress: (progress: Progress) => void): Promise<Reading> {
		const { usernames, limit } = this.#options;
		const { userPoolId } = store.key;
		let reading = nothingRead;
		let [previous, last] = [Promise.resolve(), Promise.resolve()];
		let collected: UserEvent[] = [];
		const add = () => {
			const events = collected;
			collected = [];
			previous = last;
			last = previous.then(async () => {
				reading = addReadings(reading, await store.addEvents(events));
			});
			// Thrown to those who wait for it.
			last.catch(() => {});
		};
		try {
			this.#listed = await listPool(this.#cognito, {
				userPoolId,
				usernames,
				filter: listingFilter(filter, limit),
				onEvents: (events) => {
					for (const event of events) collected.push(event);
					if (collected.length >= batchSize) add();
					// Not for the last batch, so that listing and adding overlap.
					return previous;
				},
				onProgress: (done, of) => onProgress({ done, of, unit: "users" }),
			});
		} finally {
			add();
			await last;
		}
		const { failures } = this.#listed;
		return { ...reading, complete: failures.length === 0 && limit === undefined };
	}
}

/**
 * The conditions to apply while listing. The condition on feedback is not among them: an event that the store has without
 * feedback may have received some since, and must be updated.
 */
function listingFilter(
	{ since, until, risk, types }: EventFilter,
	limit: number | undefined,
): AuthEventFilter {
	return {
		...(risk && { riskLevelAtLeast: risk }),
		...(types && { types: [...types] }),
		...(since && { since }),
		...(until && { until }),
		...(limit !== undefined && { limit }),
	};
}
