import type { Aws } from "./aws.ts";
import type { Outcome } from "./outcome.ts";

/** What a check may look at. */
export interface Context {
	readonly aws: Aws;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly nodeVersion: string;
	/** The most feedback submitted in a second. */
	readonly requestsPerSecond: number;
	/** The most look-ups in a second. */
	readonly listingRequestsPerSecond: number;
}

export type Check = (context: Context) => Outcome | Promise<Outcome>;
