import type { EmulatorOperation } from "../operations.ts";

/**
 * How a request fails:
 *
 * - `throttled`: `TooManyRequestsException`, HTTP 429
 * - `internalError`: `InternalErrorException`, HTTP 500
 * - `reset`: the connection is reset in place of a response
 * - `silence`: no response, ever; the connection stays open until the client or the emulator ends it
 * - `slow`: the response is late by `delay`
 * - `cutShort`: the connection ends in the middle of the response body
 * - `badJson`: a response of full length whose body is not JSON
 * - `proxyError`: an HTML page as from a proxy, with HTTP `status`
 * - `redirect`: HTTP 302 to `location`
 * - `expiredCredentials`: `ExpiredTokenException`
 * - `operationNotEnabled`: `OperationNotEnabledException`, as in a secondary replica that is not active
 * - `accessDenied`: `AccessDeniedException` that names the operation and the user pool, as IAM does
 */
export type EmulatorFault = (typeof emulatorFaults)[number];

export const emulatorFaults = [
	"throttled",
	"internalError",
	"reset",
	"silence",
	"slow",
	"cutShort",
	"badJson",
	"proxyError",
	"redirect",
	"expiredCredentials",
	"operationNotEnabled",
	"accessDenied",
] as const;

/**
 * Which of the requests that a rule applies to fail. Requests are counted from 1 in the order in which they arrive, starting
 * when the rules are set.
 */
export type EmulatorFaultMoment =
	/** All of them. */
	| "always"
	/** Each with this probability, from 0 to 1, drawn from the seed. With `burst`, several requests in a row fail each time. */
	| {
			/** From 0 to 1. */
			readonly probability: number;
			/** How many requests in a row fail each time, from 1. Default: 1. */
			readonly burst?: number;
	  }
	/** The request with this number, those with these numbers, or a range of numbers. */
	| {
			/** The numbers. */
			readonly request:
				| number
				| readonly number[]
				| {
						/** The first one. */
						readonly from: number;
						/** The last one. Default: no end. */
						readonly to?: number;
				  };
	  };

/** A fault, and when it strikes. If several rules apply to a request, the first one counts. */
export interface EmulatorFaultRule {
	/** The fault. */
	readonly fault: EmulatorFault;
	/** The operation that the rule applies to. Default: all operations. */
	readonly operation?: EmulatorOperation;
	/** Which of these requests fail. Default: `always`. */
	readonly when?: EmulatorFaultMoment;
	/**
	 * Whether the operation is carried out anyway. Default: true for `slow`, `cutShort` and `badJson`, else false.
	 * True is possible with these three and with `reset`, `silence`, `internalError` and `proxyError`.
	 */
	readonly takesEffect?: boolean;
	/** The delay of a `slow` response in milliseconds; required for it, and not allowed for other faults. */
	readonly delay?: number;
	/** The HTTP status of a `proxyError`: 502 or 503. Default: 502. */
	readonly status?: 502 | 503;
	/** The location of a `redirect`. Default: `https://login.example.com/`. */
	readonly location?: string;
}

/** A request for one of the emulator's operations with a JSON object as its body, valid or not. */
export interface EmulatorRequest {
	/** The operation. */
	readonly operation: EmulatorOperation;
	/** The body. */
	readonly input: Readonly<Record<string, unknown>>;
	/** The rule of the fault that it failed with. */
	readonly fault?: EmulatorFaultRule;
}

/** Whether the operation takes effect; the default depends on the fault. */
export function takesEffect({ fault, takesEffect }: EmulatorFaultRule): boolean {
	return takesEffect ?? (fault === "slow" || fault === "cutShort" || fault === "badJson");
}
