/** After throttling, the share of the rate to go on with: that at which Cognito took requests in the last second. */
const slowdown = 0.85;
/** How much of what was lost the rate grows back in a second, and at least how much, in requests a second. */
const recovery = 0.5;
const leastGrowth = 0.5;
/** How long nothing begins after throttling, in milliseconds. */
const rest = 250;
const leastRate = 0.5;
const fewestToMeasure = 5;
/** In any second at most so many times the configured rate begin, however large the burst. */
const mostInASecond = 1.2;

export interface RateOptions {
	/** The most requests to begin in a second. */
	readonly perSecond: number;
	/** How many may begin at once after a rest, at least 1. */
	readonly burst: number;
	/** A clock in milliseconds. */
	readonly now: () => number;
}

/**
 * A token bucket whose rate adapts: when Cognito throttles, it falls to the rate at which Cognito took requests, and
 * finds its way back.
 */
export class AdaptiveRate {
	readonly #limit: number;
	readonly #burst: number;
	readonly #now: () => number;
	#rate: number;
	#tokens: number;
	#refilled: number;
	/** When the last requests began that a second may have, in a ring. */
	readonly #begun: Float64Array;
	/** Where in the ring the earliest of them is. */
	#earliest = 0;
	/** When the requests of the last second were taken. */
	#taken: number[] = [];
	#lastSlowdown = Number.NEGATIVE_INFINITY;
	/** The rate at which Cognito throttled last. */
	#ceiling: number;

	constructor({ perSecond, burst, now }: RateOptions) {
		this.#limit = this.#rate = this.#ceiling = perSecond;
		this.#burst = this.#tokens = Math.max(1, burst);
		this.#now = now;
		this.#refilled = now();
		this.#begun = new Float64Array(Math.ceil(mostInASecond * perSecond)).fill(Number.NEGATIVE_INFINITY);
	}

	/** Takes the token that a request begins with; whether there was one. */
	take(): boolean {
		this.#refill();
		if (this.wait > 0) return false;
		this.#tokens--;
		this.#begun[this.#earliest] = this.#now();
		this.#earliest = (this.#earliest + 1) % this.#begun.length;
		return true;
	}

	/** How long until a request may begin, in milliseconds; not above 0 if one may. */
	get wait(): number {
		const token = ((1 - this.#tokens) / this.#rate) * 1_000;
		const place = (this.#begun[this.#earliest] ?? 0) + 1_000 - this.#now();
		return Math.max(token, place);
	}

	/** A request was taken. */
	noteTaken(): void {
		this.#taken.push(this.#now());
		if (this.#taken.length > 2 * this.#limit) this.#forgetOld();
		const growth = Math.max(leastGrowth, (this.#ceiling - this.#rate) * recovery);
		this.#rate = Math.min(this.#limit, this.#rate + growth / this.#rate);
	}

	/** A request was throttled. */
	noteThrottled(begun: number): void {
		// What began before the last slowdown does not measure the rate since.
		if (begun <= this.#lastSlowdown) return;
		this.#forgetOld();
		const now = this.#now();
		const taken = this.#takenRate();
		if (taken > 0) {
			this.#ceiling = Math.min(this.#rate, taken);
			this.#rate = this.#ceiling * slowdown;
		} else {
			// Throttled ever since: that does not measure what the account will allow.
			this.#rate /= 2;
		}
		this.#rate = Math.min(this.#limit, Math.max(leastRate, this.#rate));
		this.#tokens = 0;
		this.#lastSlowdown = now;
		this.#refilled = now + rest;
	}

	#refill(): void {
		const now = this.#now();
		// Timers are late by milliseconds, which must not cost rate: what came due meanwhile may begin at once.
		const most = Math.max((this.#burst * this.#rate) / this.#limit, 1 + this.#rate * 0.02);
		this.#tokens = Math.min(most, this.#tokens + (Math.max(0, now - this.#refilled) / 1_000) * this.#rate);
		this.#refilled = Math.max(now, this.#refilled);
	}

	/** The rate at which requests were taken lately; no limit if they were too few to measure. */
	#takenRate(): number {
		if (this.#taken.length < fewestToMeasure) return Number.POSITIVE_INFINITY;
		const since = Math.max(this.#now() - 1_000, this.#lastSlowdown + rest, this.#taken[0] ?? 0);
		const span = this.#now() - since;
		return span > 0
			? (this.#taken.filter((time) => time >= since).length * 1_000) / span
			: Number.POSITIVE_INFINITY;
	}

	#forgetOld(): void {
		const second = this.#now() - 1_000;
		this.#taken = this.#taken.filter((time) => time >= second);
	}
}
