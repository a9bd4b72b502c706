/** After throttling, continue at this share of the rate at which Cognito accepted requests in the last second. */
const slowdown = 0.85;
/** Per second, the rate recovers this share of what it lost, but at least a number of requests per second. */
const recovery = 0.5;
const minGrowth = 0.5;
/** After throttling, no request starts for this many milliseconds. */
const rest = 250;
const minRate = 0.5;
const minToMeasure = 5;
/** In any second, at most this multiple of the configured rate starts, however large the burst. */
const maxInASecond = 1.2;

export interface RateOptions {
	/** The maximum number of requests to start per second. */
	readonly perSecond: number;
	/** The maximum number of requests to start at once after a pause, at least 1. */
	readonly burst: number;
	/** A clock in milliseconds. */
	readonly now: () => number;
}

/**
 * A token bucket whose rate adapts: when Cognito throttles, it falls to the rate at which Cognito accepted requests, and
 * recovers from there.
 */
export class AdaptiveRate {
	readonly #limit: number;
	readonly #burst: number;
	readonly #now: () => number;
	#rate: number;
	#tokens: number;
	#refilled: number;
	/** The start times of the last requests that a second allows, in a ring buffer. */
	readonly #begun: Float64Array;
	/** The index of the earliest start time in the ring buffer. */
	#earliest = 0;
	/** The times of the requests that Cognito accepted in the last second. */
	#taken: number[] = [];
	#lastSlowdown = Number.NEGATIVE_INFINITY;
	/** The rate at which Cognito last throttled. */
	#ceiling: number;

	constructor({ perSecond, burst, now }: RateOptions) {
		this.#limit = this.#rate = this.#ceiling = perSecond;
		this.#burst = this.#tokens = Math.max(1, burst);
		this.#now = now;
		this.#refilled = now();
		this.#begun = new Float64Array(Math.ceil(maxInASecond * perSecond)).fill(Number.NEGATIVE_INFINITY);
	}

	/** Takes a token to start a request with. Returns whether there was one. */
	take(): boolean {
		this.#refill();
		if (this.wait > 0) return false;
		this.#tokens--;
		this.#begun[this.#earliest] = this.#now();
		this.#earliest = (this.#earliest + 1) % this.#begun.length;
		return true;
	}

	/** The milliseconds until a request may start; 0 or less if one may start now. */
	get wait(): number {
		const token = ((1 - this.#tokens) / this.#rate) * 1_000;
		const place = (this.#begun[this.#earliest] ?? 0) + 1_000 - this.#now();
		return Math.max(token, place);
	}

	/** Records an accepted request. */
	noteTaken(): void {
		this.#taken.push(this.#now());
		if (this.#taken.length > 2 * this.#limit) this.#forgetOld();
		const growth = Math.max(minGrowth, (this.#ceiling - this.#rate) * recovery);
		this.#rate = Math.min(this.#limit, this.#rate + growth / this.#rate);
	}

	/** Records a throttled request. */
	noteThrottled(begun: number): void {
		// A request that started before the last slowdown does not measure the rate since.
		if (begun <= this.#lastSlowdown) return;
		this.#forgetOld();
		const now = this.#now();
		const taken = this.#takenRate();
		if (taken > 0) {
			this.#ceiling = Math.min(this.#rate, taken);
			this.#rate = this.#ceiling * slowdown;
		} else {
			// All requests were throttled since the last slowdown, so there is no accepted rate to measure.
			this.#rate /= 2;
		}
		this.#rate = Math.min(this.#limit, Math.max(minRate, this.#rate));
		this.#tokens = 0;
		this.#lastSlowdown = now;
		this.#refilled = now + rest;
	}

	#refill(): void {
		const now = this.#now();
		// Timers fire milliseconds late. That must not lower the rate, so requests that became due meanwhile may start at once.
		const most = Math.max((this.#burst * this.#rate) / this.#limit, 1 + this.#rate * 0.02);
		this.#tokens = Math.min(most, this.#tokens + (Math.max(0, now - this.#refilled) / 1_000) * this.#rate);
		this.#refilled = Math.max(now, this.#refilled);
	}

	/** The recent rate of accepted requests; infinite if there were too few to measure. */
	#takenRate(): number {
		if (this.#taken.length < minToMeasure) return Number.POSITIVE_INFINITY;
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
