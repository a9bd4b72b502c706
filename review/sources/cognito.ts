import type { AuthEventFilter, Cognito } from "pulumi-cognito-feedback/internal/cognito";
import { listPool, type PoolEvents } from "../listing/listPool.ts";
import { type EventFilter, nothingRead, type Reading, type Store } from "../store/index.ts";
import type { Progress, Source } from "./source.ts";

export interface ListingOptions {
	/** The users whose events to list. Default: all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** The maximum number of events to list for each user. */
	readonly limit?: number | undefined;
}

/** Lists events with Cognito's API, user by user. */
export class CognitoSource implements Source {
	readonly name = "cognito";
	readonly #cognito: Pick<Cognito, "listAuthEvents" | "listUsers">;
	readonly #options: ListingOptions;
	#listed: PoolEvents | undefined;

	constructor(cognito: Pick<Cognito, "listAuthEvents" | "listUsers">, options: ListingOptions = {}) {
		this.#cognito = cognito;
		this.#options = options;
	}

	/** The events listed, and the failures of users. */
	get listed(): PoolEvents | undefined {
		return this.#listed;
	}

	/** @throws CognitoError if no user's events can be listed */
	async fill(store: Store, filter: EventFilter, onProgress: (progress: Progress) => void): Promise<Reading> {
		const { usernames, limit } = this.#options;
		const { userPoolId } = store.key;
		this.#listed = await listPool(this.#cognito, {
			userPoolId,
			usernames,
			filter: listingFilter(filter, limit),
			onProgress: (done, of) => onProgress({ done, of, unit: "users" }),
		});
		const { events, failures } = this.#listed;
		const reading = events.length === 0 ? nothingRead : await store.addEvents(events);
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
