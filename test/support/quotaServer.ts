import { CognitoError } from "#provider/cognito/cognitoError";
import type { FakeTime } from "./fakeTime.ts";

/**
 * A server in fake time that enforces a quota as AWS does: a bucket of tokens that fills at a steady rate. A request
 * takes about 200 ms, no two of them exactly as long.
 */
export class QuotaServer {
	/** When each request arrived, taken or not. */
	readonly arrived: number[] = [];
	/** When each request was taken. */
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
		// Sums of fractions come out a hair below the whole.
		const isTaken = this.#tokens >= 1 - 1e-9;
		if (isTaken) {
			this.#tokens--;
			this.taken.push(now);
		}
		await this.#time.sleep(this.#latency());
		if (!isTaken) throw throttling();
	};

	/** 80 to 120 ms, the same in each run of a test. */
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
