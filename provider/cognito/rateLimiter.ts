import type { RateOptions } from "./adaptiveRate.ts";
import { AdaptiveRate } from "./adaptiveRate.ts";
import { credentialFailureKinds, isCognitoError } from "./cognitoError.ts";

/** How fast requests of one kind may go. */
export interface RateLimiterOptions extends Omit<RateOptions, "now"> {
	readonly now?: RateOptions["now"];
	/** Once it is aborted no request begins any more: those that wait and those to come fail with its reason. */
	readonly signal?: AbortSignal;
}

/** A request takes about so long, in seconds, so the rate times this is how many have to be in progress at once. */
const usualDuration = 0.2;
const leastConcurrency = 16;
/** Beyond this, connections cost more than they bring. */
const mostConcurrency = 64;
/** How long nothing but throttling has to come back for a request to be given up, in milliseconds. */
const patience = 60_000;
/** How long nothing is tried after a server did not respond, in milliseconds: not each of a thousand has to find out. */
const downtime = 10_000;

/** What would happen to each request that waits: the server is down, or there are no credentials. */
const outages = [
	"unreachable",
	"proxyFailed",
	"untrustedCertificate",
	"connectionReset",
	"timeout",
	...credentialFailureKinds,
] as const;

/** A request that waits for its turn. */
interface Turn {
	begin(): void;
	fail(error: unknown): void;
}

/**
 * Begins requests no faster than allowed, and finds the rate that the server allows where that is less: throttled
 * requests wait and are made again, for as long as the server takes any. If the server is down, the first failure fails
 * all queued requests.
 */
export class RateLimiter {
	/** How many requests may be in progress at once. */
	readonly concurrency: number;
	readonly #rate: AdaptiveRate;
	readonly #now: () => number;
	readonly #signal: AbortSignal | undefined;
	#waiting: Turn[] = [];
	/** Those that were throttled: they and the others begin in turns, so that neither keeps the other from beginning. */
	#throttled: Turn[] = [];
	#active = 0;
	/** Whether the request that began last had been throttled before. */
	#wasThrottled = false;
	#timer: NodeJS.Timeout | undefined;
	/** When the server last responded with anything but throttling. */
	#lastResponse: number;
	#lastOutage: { readonly at: number; readonly error: unknown } | undefined;

	constructor({ perSecond, burst, now = () => performance.now(), signal }: RateLimiterOptions) {
		this.concurrency = Math.min(
			Math.max(Math.ceil(perSecond * usualDuration), leastConcurrency),
			mostConcurrency,
		);
		this.#rate = new AdaptiveRate({ perSecond, burst, now });
		this.#now = now;
		this.#lastResponse = now();
		this.#signal = signal;
		signal?.addEventListener("abort", () => this.#failAll(signal.reason));
	}

	/**
	 * Makes a request when its turn has come.
	 *
	 * @throws what the request throws; its throttling only if nothing was taken for a minute. If the server is down,
	 *   what one request throws is thrown to all that wait.
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
		// A run that was idle has not been throttled all that time.
		if (this.#active === 0 && this.#isIdle && !isRepeated) this.#lastResponse = this.#now();
		return new Promise((begin, fail) => {
			(isRepeated ? this.#throttled : this.#waiting).push({ begin, fail });
			this.#begin();
		});
	}

	get #isIdle(): boolean {
		return this.#throttled.length + this.#waiting.length === 0;
	}

	/** Fails what is waiting at once, so that not each has to wait for a minute. */
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

	/** A throttled request first, then one of the others: one that is always throttled must not be all that is tried. */
	#next(): Turn | undefined {
		const isThrottledNext = this.#throttled.length > 0 && (!this.#wasThrottled || this.#waiting.length === 0);
		this.#wasThrottled = isThrottledNext;
		return isThrottledNext ? this.#throttled.shift() : this.#waiting.shift();
	}

	#noteOutage(begun: number, error: unknown): void {
		// Others got a response meanwhile: one lost request is no outage.
		if (this.#lastResponse > begun) return;
		this.#lastOutage = { at: this.#now(), error };
		this.#failAll(error);
	}

	/** Why nothing is tried now; `undefined` where the server has responded since, or may do so again. */
	get #outage(): unknown {
		if (!this.#lastOutage || this.#lastResponse > this.#lastOutage.at) return undefined;
		return this.#now() - this.#lastOutage.at < downtime ? this.#lastOutage.error : undefined;
	}
}
