import type { FeedbackTokens } from "./feedbackTokens.ts";
import type { Input } from "./inputCheck.ts";
import type { Store } from "./store.ts";

/** What the emulator gives an operation to work with. */
export interface Services {
	readonly store: Store;
	/** The tokens of the notifications that were sent. */
	readonly tokens: FeedbackTokens;
	readonly now: () => Date;
	/** Keeps what was changed; done when the change would survive the end of the process. */
	readonly save: () => Promise<void>;
}

/** An operation of the API: from a request's input to the output, a JSON object. */
export type OperationHandler = (input: Input, services: Services) => object | Promise<object>;
