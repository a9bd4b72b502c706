import type { EmulatorOperation } from "../operations.ts";

/**
 * What goes wrong with a request:
 *
 * - `throttled`: `TooManyRequestsException`, HTTP 429
 * - `internalError`: `InternalErrorException`, HTTP 500
 * - `reset`: the connection is reset in place of a response
 * - `silence`: no response, ever; the connection stays open until the client or the emulator ends it
 * - `slow`: the response comes late, by `delay`
 * - `cutShort`: the connection ends in the middle of the response body
 * - `badJson`: a response of full length whose body is not JSON
 * - `proxyError`: an HTML page, as a proxy gives it, with HTTP `status`
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
 * Which of the requests that a rule is for a fault strikes. Requests are counted from 1, from when the rules were
 * given, each as it comes in.
 */
export type EmulatorFaultMoment =
	/** All of them. */
	| "always"
	/**
	 * Each with this probability, from 0 to 1, drawn from the seed. With `burst`, the fault strikes so many in a row each
	 * time.
	 */
	| {
			/** From 0 to 1. */
			readonly probability: number;
			/** How many requests in a row it then strikes, from 1. Default: 1. */
			readonly burst?: number;
	  }
	/** The one with this number, those with these numbers, or those from one number to another, or on. */
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

/** A fault, and when it strikes. Of several rules that a request falls under, the first one counts. */
export interface EmulatorFaultRule {
	/** What goes wrong. */
	readonly fault: EmulatorFault;
	/** The operation whose requests it is for. Default: all operations. */
	readonly operation?: EmulatorOperation;
	/** Which of those requests it strikes. Default: `always`. */
	readonly when?: EmulatorFaultMoment;
	/**
	 * Whether the operation is carried out anyway. Default: true for `slow`, `cutShort` and `badJson`, else false.
	 * True is possible with these three and with `reset`, `silence`, `internalError` and `proxyError`.
	 */
	readonly takesEffect?: boolean;
	/** By how many milliseconds a `slow` response is late: needed there, and only there. */
	readonly delay?: number;
	/** The HTTP status of a `proxyError`: 502 or 503. Default: 502. */
	readonly status?: 502 | 503;
	/** Where a `redirect` leads. Default: `https://login.example.com/`. */
	readonly location?: string;
}

/** Whether the operation takes effect, by default of the fault. */
export function takesEffect({ fault, takesEffect }: EmulatorFaultRule): boolean {
	return takesEffect ?? (fault === "slow" || fault === "cutShort" || fault === "badJson");
}
