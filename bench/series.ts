/** The measurements of one run of a step, by name. Times are in seconds. */
export type Values = Readonly<Record<string, number>>;

/** The measurements, round by round. */
export class Series {
	readonly #values = new Map<string, number[]>();

	add(values: Values): void {
		for (const [name, value] of Object.entries(values)) {
			const of = this.#values.get(name);
			if (of) of.push(value);
			else this.#values.set(name, [value]);
		}
	}

	has(name: string): boolean {
		return this.#values.has(name);
	}

	of(name: string): readonly number[] {
		const values = this.#values.get(name);
		if (!values) throw new Error(`nothing was measured of ${name}`);
		return values;
	}
}
