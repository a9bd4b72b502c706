export interface QuotaOptions {
	readonly perSecond: number;
	/** The maximum number of requests at once after a pause. */
	readonly capacity: number;
	/** A clock in seconds. */
	readonly now?: () => number;
}

/** A quota as AWS enforces it: a token bucket that fills at a steady rate. */
export class Quota {
	readonly #perSecond: number;
	readonly #capacity: number;
	readonly #now: () => number;
	#tokens: number;
	#filled: number;

	constructor({ perSecond, capacity, now = () => performance.now() / 1_000 }: QuotaOptions) {
		this.#perSecond = perSecond;
		this.#capacity = this.#tokens = capacity;
		this.#now = now;
		this.#filled = now();
	}

	/** Accepts a request, or returns that it exceeds the quota. */
	take(): boolean {
		const now = this.#now();
		this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#filled) * this.#perSecond);
		this.#filled = now;
		if (this.#tokens < 1) return false;
		this.#tokens--;
		return true;
	}
}
