import type { FeedbackTokens } from "./feedbackTokens.ts";
import type { Input } from "./inputCheck.ts";
import type { Store } from "./store.ts";

/** The services that operations use. */
export interface Services {
	readonly store: Store;
	/** The tokens of sent notifications. */
	readonly tokens: FeedbackTokens;
	readonly now: () => Date;
	/** Saves changes; resolves when they would survive the end of the process. */
	readonly save: () => Promise<void>;
}

/** Carries out an operation of the API: takes a request's input and returns the output, a JSON object. */
export type OperationHandler = (input: Input, services: Services) => object | Promise<object>;
