/** A place in a text, both from 1; the column in UTF-16 code units, as editors count. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

/** Finds the lines of places in a text. */
export class Lines {
	readonly #starts: number[] = [0];

	constructor(text: string) {
		for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
	}

	placeOf(at: number): Place {
		let [low, high] = [0, this.#starts.length];
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if ((this.#starts[middle] ?? 0) <= at) low = middle;
			else high = middle;
		}
		return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1 };
	}
}
