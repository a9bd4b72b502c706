import type { AuthEventFilter, Cognito } from "pulumi-cognito-feedback/internal/cognito";
import { type ListedPool, listPool, type UserEvent } from "../listing/listPool.ts";
import { addReadings, type EventFilter, nothingRead } from "../store/index.ts";
import type { Source } from "./source.ts";

export interface ListingOptions {
	/** The users whose events to list. Default: all users of the pool. */
	readonly usernames?: readonly string[] | undefined;
	/** The maximum number of events to list for each user. */
	readonly limit?: number | undefined;
}

/** The number of events to collect for the store: a transaction for each user would take longer than its requests. */
const batchSize = 5_000;

/**
 * Lists events with Cognito's API, user by user. They are added while others are listed: a whole pool may have more than fit in
 * memory, and take hours. If no user's events can be listed, the store keeps those that were listed before.
 */
export function cognitoSource(
	cognito: Pick<Cognito, "listAuthEvents" | "listUsers">,
	{ usernames, limit }: ListingOptions = {},
): Source {
	return {
		name: "cognito",
		async fill(store, filter, onProgress) {
			const { userPoolId } = store.key;
			let reading = nothingRead;
			let [previous, last] = [Promise.resolve(), Promise.resolve()];
			const collected: UserEvent[] = [];
			const add = () => {
				const events = collected.splice(0);
				previous = last;
				last = previous.then(async () => {
					reading = addReadings(reading, await store.addEvents(events));
				});
				// Thrown to those who wait for it.
				last.catch(() => {});
			};
			let listed: ListedPool;
			try {
				listed = await listPool(cognito, {
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
			return { ...reading, listed, complete: listed.failures.length === 0 && limit === undefined };
		},
	};
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
