import { StandardRetryStrategy } from "@smithy/core/retry";

/** The most attempts at a request, the first one included: the SDK's default. */
export const mostAttempts = 3;

type Refresh = StandardRetryStrategy["refreshRetryTokenForRetry"];

/**
 * The SDK's own retries but for throttling, which the pace deals with: it knows of all requests of the run, and makes
 * a throttled one again for as long as the server takes any.
 */
export class RetriesButForThrottling extends StandardRetryStrategy {
	constructor() {
		super(mostAttempts);
	}

	override async refreshRetryTokenForRetry(...[token, failure]: Parameters<Refresh>): ReturnType<Refresh> {
		if (failure.errorType === "THROTTLING") throw new Error("throttling is left to the pace");
		return super.refreshRetryTokenForRetry(token, failure);
	}
}
