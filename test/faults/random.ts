import { seededRandom } from "#provider/emulator/faults/random";

/** Random choices that are the same for the same seed. */
export interface Random {
	chance(probability: number): boolean;
	/** A whole number from `least` to `most`, both included. */
	whole(least: number, most: number): number;
	oneOf<T>(choices: readonly [T, ...T[]]): T;
}

export function randomOf(seed: number): Random {
	const next = seededRandom(seed);
	const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		chance: (probability) => next() < probability,
		whole,
		oneOf: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
	};
}
