/** Reports on stderr what is in progress and the estimated time left. */
export class BenchProgress {
	readonly #expected: number;
	readonly #say: (line: string) => void;
	readonly #now: () => number;
	readonly #begun: number;
	/** The expected seconds of the completed work. Compared with the actual time, they give the machine's speed. */
	#done = 0;

	/** @param expected The estimated duration of all work, in seconds. */
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
