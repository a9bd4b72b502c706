export interface QuotaOptions {
	readonly perSecond: number;
	/** How many may come at once after a rest. */
	readonly capacity: number;
	/** A clock in seconds. */
	readonly now?: () => number;
}

/** A quota as AWS enforces one: a bucket of tokens that fills at a steady rate. */
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

	/** Takes a request, or tells that it is one too many. */
	take(): boolean {
		const now = this.#now();
		this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#filled) * this.#perSecond);
		this.#filled = now;
		if (this.#tokens < 1) return false;
		this.#tokens--;
		return true;
	}
}
