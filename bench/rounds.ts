import type { BenchProgress } from "./progress.ts";
import { Series, type Values } from "./series.ts";

/** A step that is measured once in each round. */
export interface RoundStep {
	readonly name: string;
	/** Its approximate duration on the author's machine. */
	readonly seconds: number;
	run(): Promise<Values>;
}

/** Competitors, and the number of rounds. */
export interface Contest {
	readonly rounds: number;
	/** Run first, and not counted. */
	readonly warmUp: readonly RoundStep[];
	readonly steps: readonly RoundStep[];
}

/** Runs the competitors alternately, A B A B …, because the speed of a machine drifts by half within minutes. */
export async function inTurn(progress: BenchProgress, { rounds, warmUp, steps }: Contest): Promise<Series> {
	const series = new Series();
	for (const step of warmUp) await progress.during(`warm-up: ${step.name}`, step.seconds, () => step.run());
	for (let round = 1; round <= rounds; round++)
		for (const step of steps) {
			const name = `round ${round} of ${rounds}: ${step.name}`;
			series.add(await progress.during(name, step.seconds, () => step.run()));
		}
	return series;
}

/** The approximate duration of a contest, in seconds. */
export function durationOf({ rounds, warmUp, steps }: Contest): number {
	const sum = (some: readonly RoundStep[]) => some.reduce((total, { seconds }) => total + seconds, 0);
	return sum(warmUp) + rounds * sum(steps);
}
