import { FeedbackError } from "./feedbackError";

/** How fast requests of one kind may go. */
export interface PaceOptions {
	/** The most requests to begin in a second. */
	readonly perSecond: number;
	/** How many may begin at once after a rest, at least 1. */
	readonly burst: number;
	/** A clock in milliseconds. */
	readonly now?: () => number;
}

/** A request takes about so long, in seconds, so the rate times this is how many have to be under way at once. */
const usualDuration = 0.2;
const leastConcurrency = 16;
/** Beyond this, connections cost more than they bring. */
const mostConcurrency = 200;

/** After throttling, the share of the rate to go on with: that at which Cognito took requests in the last second. */
const slowdown = 0.85;
/** How much of what was lost the rate grows back in a second, and at least how much, in requests a second. */
const recovery = 0.5;
const leastGrowth = 0.5;
/** How long nothing begins after throttling, in milliseconds. */
const rest = 250;
/** How long nothing but throttling has to come back for a request to be given up, in milliseconds. */
const patience = 60_000;
/** How long nothing is tried after a server did not answer, in milliseconds: not each of a thousand has to find out. */
const downtime = 10_000;
const leastRate = 0.5;
const fewestToTell = 5;

/** A request that waits for its turn. */
interface Turn {
	begin(): void;
	giveUp(error: FeedbackError): void;
}

/**
 * Begins requests no faster than allowed, and finds the rate that the server allows where that is less: throttled
 * requests wait and are made again, for as long as the server takes any.
 */
export class Pace {
	readonly #limit: number;
	readonly #burst: number;
	readonly #concurrency: number;
	readonly #now: () => number;
	#waiting: Turn[] = [];
	/** Those that were throttled: they come before the others. */
	#again: Turn[] = [];
	#rate: number;
	#tokens: number;
	#refilled: number;
	#active = 0;
	#timer: NodeJS.Timeout | undefined;
	/** When the requests of the last second were taken. */
	#taken: number[] = [];
	/** When the server last answered with anything but throttling. */
	#lastAnswer: number;
	#lastOutage: { readonly at: number; readonly error: FeedbackError } | undefined;
	#stopped: FeedbackError | undefined;
	#lastSlowdown = Number.NEGATIVE_INFINITY;
	/** The rate at which Cognito throttled last. */
	#ceiling: number;

	constructor({ perSecond, burst, now = () => performance.now() }: PaceOptions) {
		this.#limit = this.#rate = this.#ceiling = perSecond;
		this.#burst = this.#tokens = Math.max(1, burst);
		this.#concurrency = Math.min(
			Math.max(Math.ceil(perSecond * usualDuration), leastConcurrency),
			mostConcurrency,
		);
		this.#now = now;
		this.#refilled = this.#lastAnswer = now();
	}

	/**
	 * Makes a request when its turn has come.
	 *
	 * @throws what the request throws; its throttling only if nothing was taken for a minute. Where the server answers
	 *   nobody, what one request throws is thrown to all that wait.
	 */
	async run<T>(request: () => Promise<T>): Promise<T> {
		for (let again = false; ; again = true) {
			await this.#turn(again);
			const begun = this.#now();
			try {
				const result = await request();
				this.#noteTaken();
				return result;
			} catch (error) {
				const kind = error instanceof FeedbackError ? error.kind : "other";
				if (kind === "unreachable") this.#noteOutage(begun, error as FeedbackError);
				else if (kind !== "throttled") this.#lastAnswer = this.#now();
				if (kind !== "throttled") throw error;
				this.#noteThrottled(begun);
				if (this.#now() - this.#lastAnswer > patience) {
					this.#giveUp(error as FeedbackError);
					throw error;
				}
			} finally {
				this.#active--;
				this.#begin();
			}
		}
	}

	/** Begins nothing any more: what waits and what is to come fails with the error. */
	stop(error: FeedbackError): void {
		this.#stopped = error;
		this.#giveUp(error);
	}

	#turn(again: boolean): Promise<void> {
		const refusal = this.#stopped ?? this.#outage;
		if (refusal) return Promise.reject(refusal);
		// A run that was idle has not been throttled all that time.
		if (this.#active === 0 && this.#isIdle && !again) this.#lastAnswer = this.#now();
		return new Promise((begin, giveUp) => {
			(again ? this.#again : this.#waiting).push({ begin, giveUp });
			this.#begin();
		});
	}

	get #isIdle(): boolean {
		return this.#again.length + this.#waiting.length === 0;
	}

	/** Tells what is waiting at once, so that not each has to wait for a minute. */
	#giveUp({ reason, kind }: FeedbackError): void {
		// The one request's event is not that of the others.
		const error = new FeedbackError(reason, kind);
		for (const { giveUp } of [...this.#again, ...this.#waiting]) giveUp(error);
		this.#again = [];
		this.#waiting = [];
	}

	#begin(): void {
		this.#refill();
		while (!this.#isIdle && this.#active < this.#concurrency && this.#tokens >= 1) {
			this.#tokens--;
			this.#active++;
			(this.#again.shift() ?? this.#waiting.shift())?.begin();
		}
		if (this.#isIdle || this.#active >= this.#concurrency || this.#timer) return;
		this.#timer = setTimeout(
			() => {
				this.#timer = undefined;
				this.#begin();
			},
			((1 - this.#tokens) / this.#rate) * 1_000,
		);
	}

	#refill(): void {
		const now = this.#now();
		// Timers are late by milliseconds, which must not cost rate: what came due meanwhile may begin at once.
		const most = Math.max(this.#burst, 1 + this.#rate * 0.02);
		this.#tokens = Math.min(most, this.#tokens + (Math.max(0, now - this.#refilled) / 1_000) * this.#rate);
		this.#refilled = Math.max(now, this.#refilled);
	}

	#noteTaken(): void {
		this.#lastAnswer = this.#now();
		this.#taken.push(this.#lastAnswer);
		if (this.#taken.length > 2 * this.#limit) this.#forgetOld();
		const growth = Math.max(leastGrowth, (this.#ceiling - this.#rate) * recovery);
		this.#rate = Math.min(this.#limit, this.#rate + growth / this.#rate);
	}

	#noteOutage(begun: number, { reason, kind }: FeedbackError): void {
		// Others were answered meanwhile: one lost request is no outage.
		if (this.#lastAnswer > begun) return;
		this.#lastOutage = { at: this.#now(), error: new FeedbackError(reason, kind) };
		this.#giveUp(this.#lastOutage.error);
	}

	/** Why nothing is tried now; `undefined` where the server has answered since, or may do so again. */
	get #outage(): FeedbackError | undefined {
		if (!this.#lastOutage || this.#lastAnswer > this.#lastOutage.at) return undefined;
		return this.#now() - this.#lastOutage.at < downtime ? this.#lastOutage.error : undefined;
	}

	#noteThrottled(begun: number): void {
		// What began before the last slowdown tells nothing of the rate since.
		if (begun <= this.#lastSlowdown) return;
		this.#forgetOld();
		const now = this.#now();
		const taken = this.#takenRate();
		if (taken > 0) {
			this.#ceiling = Math.min(this.#rate, taken);
			this.#rate = this.#ceiling * slowdown;
		} else {
			// Throttled ever since: that tells nothing of what the account allows when it does again.
			this.#rate /= 2;
		}
		this.#rate = Math.min(this.#limit, Math.max(leastRate, this.#rate));
		this.#tokens = 0;
		this.#lastSlowdown = now;
		this.#refilled = now + rest;
	}

	/** The rate at which requests were taken lately; no limit where they were too few to tell. */
	#takenRate(): number {
		if (this.#taken.length < fewestToTell) return Number.POSITIVE_INFINITY;
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
