import type { RateOptions } from "./adaptiveRate.ts";
import { AdaptiveRate } from "./adaptiveRate.ts";
import { credentialFailureKinds, isCognitoError } from "./cognitoError.ts";

/** The limits for requests of one kind. */
export interface RateLimiterOptions extends Omit<RateOptions, "now"> {
	readonly now?: RateOptions["now"];
	/** When aborted, no further request starts: waiting and later ones fail with its reason. */
	readonly signal?: AbortSignal;
}

/**
 * The typical duration of a request in seconds. Multiplied by the rate, it is the number of requests that must be in progress
 * at once.
 */
const usualDuration = 0.2;
const minConcurrency = 16;
/** With more than this, further connections cost more than they gain. */
const maxConcurrency = 64;
/** How long, in milliseconds, every response must be throttling before a request is given up. */
const patience = 60_000;
/**
 * How long, in milliseconds, no request starts after a server did not respond: not every one of a thousand requests has to find
 * out.
 */
const downtime = 10_000;

/** Failures that would happen to each waiting request: the server is down, or there are no credentials. */
const outages = [
	"unreachable",
	"proxyFailed",
	"untrustedCertificate",
	"connectionReset",
	"timeout",
	...credentialFailureKinds,
] as const;

/** A request that waits to start. */
interface Turn {
	begin(): void;
	fail(error: unknown): void;
}

/**
 * Starts requests no faster than allowed, and adapts to a server that allows less: throttled requests wait and are retried as
 * long as the server accepts any. If the server is down, the first failure fails all queued requests.
 */
export class RateLimiter {
	/** How many requests may be in progress at once. */
	readonly concurrency: number;
	readonly #rate: AdaptiveRate;
	readonly #now: () => number;
	readonly #signal: AbortSignal | undefined;
	#waiting: Turn[] = [];
	/** Throttled requests. They and new ones start alternately, so that neither blocks the other. */
	#throttled: Turn[] = [];
	#active = 0;
	/** Whether the request that started last had been throttled before. */
	#wasThrottled = false;
	#timer: NodeJS.Timeout | undefined;
	/** When the server last responded other than by throttling. */
	#lastResponse: number;
	#lastOutage: { readonly at: number; readonly error: unknown } | undefined;

	constructor({ perSecond, burst, now = () => performance.now(), signal }: RateLimiterOptions) {
		this.concurrency = Math.min(
			Math.max(Math.ceil(perSecond * usualDuration), minConcurrency),
			maxConcurrency,
		);
		this.#rate = new AdaptiveRate({ perSecond, burst, now });
		this.#now = now;
		this.#lastResponse = now();
		this.#signal = signal;
		signal?.addEventListener("abort", () => this.#failAll(signal.reason));
	}

	/**
	 * Makes a request as soon as the limits allow.
	 *
	 * @throws the request's error; throttling only if the server accepted nothing for a minute. If the server is down, the
	 *   error of one request is thrown to all that wait.
	 */
	async run<T>(request: () => Promise<T>): Promise<T> {
		for (let isRepeated = false; ; isRepeated = true) {
			await this.#turn(isRepeated);
			const begun = this.#now();
			try {
				const result = await request();
				this.#lastResponse = this.#now();
				this.#rate.noteTaken();
				return result;
			} catch (error) {
				if (!isCognitoError(error, "throttled")) {
					if (isCognitoError(error, ...outages)) this.#noteOutage(begun, error);
					else this.#lastResponse = this.#now();
					throw error;
				}
				this.#rate.noteThrottled(begun);
				if (this.#now() - this.#lastResponse > patience) {
					this.#failAll(error);
					throw error;
				}
			} finally {
				this.#active--;
				this.#begin();
			}
		}
	}

	#turn(isRepeated: boolean): Promise<void> {
		if (this.#signal?.aborted) return Promise.reject(this.#signal.reason);
		const outage = this.#outage;
		if (outage) return Promise.reject(outage);
		// A limiter that was idle was not throttled meanwhile.
		if (this.#active === 0 && this.#isIdle && !isRepeated) this.#lastResponse = this.#now();
		return new Promise((begin, fail) => {
			(isRepeated ? this.#throttled : this.#waiting).push({ begin, fail });
			this.#begin();
		});
	}

	get #isIdle(): boolean {
		return this.#throttled.length + this.#waiting.length === 0;
	}

	/** Fails all waiting requests at once, so that they need not each wait for a minute. */
	#failAll(error: unknown): void {
		for (const { fail } of [...this.#throttled, ...this.#waiting]) fail(error);
		this.#throttled = [];
		this.#waiting = [];
	}

	#begin(): void {
		while (!this.#isIdle && this.#active < this.concurrency && this.#rate.take()) {
			this.#active++;
			this.#next()?.begin();
		}
		if (this.#isIdle || this.#active >= this.concurrency || this.#timer) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#begin();
		}, this.#rate.wait);
	}

	/**
	 * Alternates between throttled requests and others, so that a request that is always throttled is not the only one tried.
	 */
	#next(): Turn | undefined {
		const isThrottledNext = this.#throttled.length > 0 && (!this.#wasThrottled || this.#waiting.length === 0);
		this.#wasThrottled = isThrottledNext;
		return isThrottledNext ? this.#throttled.shift() : this.#waiting.shift();
	}

	#noteOutage(begun: number, error: unknown): void {
		// Other requests got responses meanwhile: one lost request is not an outage.
		if (this.#lastResponse > begun) return;
		this.#lastOutage = { at: this.#now(), error };
		this.#failAll(error);
	}

	/** Why no request is made now; `undefined` if the server has responded since, or it is time to try again. */
	get #outage(): unknown {
		if (!this.#lastOutage || this.#lastResponse > this.#lastOutage.at) return undefined;
		return this.#now() - this.#lastOutage.at < downtime ? this.#lastOutage.error : undefined;
	}
}
