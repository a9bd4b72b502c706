import { CognitoError } from "#provider/cognito/cognitoError";
import type { FakeTime } from "./fakeTime.ts";

/**
 * A server in fake time that enforces a quota like AWS: a token bucket that fills at a steady rate. Requests take about 200 ms,
 * each a slightly different time.
 */
export class QuotaServer {
	/** The arrival time of each request, accepted or not. */
	readonly arrived: number[] = [];
	/** The time at which each request was accepted. */
	readonly taken: number[] = [];
	/** Requests a second. */
	quota: number;
	readonly #time: FakeTime;
	readonly #capacity: number;
	#tokens: number;
	#filled: number;
	#random = 1;

	constructor(time: FakeTime, quota: number, capacity = quota) {
		this.#time = time;
		this.quota = quota;
		this.#capacity = this.#tokens = capacity;
		this.#filled = time.now;
	}

	get throttled(): number {
		return this.arrived.length - this.taken.length;
	}

	readonly request = async (): Promise<void> => {
		await this.#time.sleep(this.#latency());
		const { now } = this.#time;
		this.arrived.push(now);
		this.#tokens = Math.min(this.#capacity, this.#tokens + ((now - this.#filled) / 1_000) * this.quota);
		this.#filled = now;
		// Sums of fractions may be slightly below a whole number.
		const isTaken = this.#tokens >= 1 - 1e-9;
		if (isTaken) {
			this.#tokens--;
			this.taken.push(now);
		}
		await this.#time.sleep(this.#latency());
		if (!isTaken) throw throttling();
	};

	/** From 80 to 120 ms, the same in each run of a test. */
	#latency(): number {
		this.#random = (this.#random * 48_271) % 2_147_483_647;
		return 80 + (40 * this.#random) / 2_147_483_647;
	}
}

export function throttling(): CognitoError {
	return new CognitoError({
		kind: "throttled",
		operation: "AdminUpdateAuthEventFeedback",
		userPoolId: "eu-central-1_Test",
		detail: "throttled",
	});
}
