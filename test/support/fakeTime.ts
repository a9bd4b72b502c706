interface Timer {
	readonly due: number;
	readonly fire: () => void;
}

/** Time that only a test advances: it replaces `performance.now` and `setTimeout`. */
export class FakeTime {
	now = 0;
	#timers: Timer[] = [];

	sleep(milliseconds: number): Promise<void> {
		return new Promise((resolve) => this.setTimer(resolve, milliseconds));
	}

	setTimer(fire: () => void, milliseconds: number): Timer {
		const timer = { due: this.now + Math.max(0, milliseconds), fire };
		this.#timers.push(timer);
		return timer;
	}

	clearTimer(timer: Timer): void {
		this.#timers = this.#timers.filter((other) => other !== timer);
	}

	/** Runs everything that is due, without advancing the time. */
	async settle(): Promise<void> {
		await this.advance(0);
	}

	/** Advances the time by this many milliseconds, from one timer to the next. */
	async advance(milliseconds: number): Promise<void> {
		const end = this.now + milliseconds;
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			const next = this.#next();
			if (!next || next.due > end) break;
			this.#fire(next);
		}
		this.now = end;
	}

	/** Advances the time until a promise is settled, and returns its result; throws if no timer is left. */
	async until<T>(promise: Promise<T>): Promise<T> {
		let settled = false;
		const done = () => {
			settled = true;
		};
		promise.then(done, done);
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			if (settled) return promise;
			const next = this.#next();
			if (!next) throw new Error("It is never settled: nothing is left that could happen");
			this.#fire(next);
		}
	}

	#next(): Timer | undefined {
		let next: Timer | undefined;
		for (const timer of this.#timers) if (!next || timer.due < next.due) next = timer;
		return next;
	}

	#fire(timer: Timer): void {
		this.clearTimer(timer);
		this.now = Math.max(this.now, timer.due);
		timer.fire();
	}
}

/** Converts a timer's milliseconds like Node.js; but NaN, which Node.js reads as 1, is a bug of the caller. */
function wholeMilliseconds(milliseconds = 1): number {
	if (Number.isNaN(milliseconds)) throw new Error("A timer of NaN milliseconds");
	return Math.max(1, Math.trunc(milliseconds));
}

/** For a `describe`: each of its tests has a separate time, which starts at 0. */
export function fakeTimes(): () => FakeTime {
	const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
	let time = new FakeTime();

	beforeEach(() => {
		time = new FakeTime();
		const timers = {
			setTimeout: (fire: () => void, milliseconds?: number) =>
				time.setTimer(fire, wholeMilliseconds(milliseconds)),
			clearTimeout: (timer: Timer) => time.clearTimer(timer),
		};
		Object.assign(globalThis, timers);
		Object.defineProperty(performance, "now", { configurable: true, value: () => time.now });
	});

	afterEach(() => {
		Object.assign(globalThis, real);
		Reflect.deleteProperty(performance, "now");
	});

	return () => time;
}
