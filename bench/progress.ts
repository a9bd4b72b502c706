/** Says on stderr what is in progress and how long the rest will take about. */
export class BenchProgress {
	readonly #expected: number;
	readonly #say: (line: string) => void;
	readonly #now: () => number;
	readonly #begun: number;
	/** What was expected of what is done, in seconds: against the time it took this gives the machine's speed. */
	#done = 0;

	/** @param expected How long all of it takes about, in seconds. */
	constructor(
		expected: number,
		say: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
		now: () => number = () => performance.now() / 1_000,
	) {
		this.#expected = expected;
		this.#say = say;
		this.#now = now;
		this.#begun = now();
	}

	async during<T>(name: string, seconds: number, run: () => Promise<T>): Promise<T> {
		const elapsed = this.#now() - this.#begun;
		const slowness = this.#done > 0 ? elapsed / this.#done : 1;
		const left = Math.max(0, this.#expected - this.#done) * slowness;
		this.#say(`[${minutes(elapsed)} min, about ${minutes(left)} min left] ${name}`);
		try {
			return await run();
		} finally {
			this.#done += seconds;
		}
	}
}

function minutes(seconds: number): string {
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
