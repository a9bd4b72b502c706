import type { Aws } from "./aws.ts";
import type { Outcome } from "./outcome.ts";

/** The input of a check. */
export interface Context {
	readonly aws: Aws;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly nodeVersion: string;
	/** The maximum number of feedback requests per second. */
	readonly requestsPerSecond: number;
	/** The maximum number of look-ups per second. */
	readonly listingRequestsPerSecond: number;
}

export type Check = (context: Context) => Outcome | Promise<Outcome>;
