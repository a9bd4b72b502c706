import type { Findings } from "./findings.ts";
import type { BenchProgress } from "./progress.ts";
import { type Contest, durationOf, inTurn } from "./rounds.ts";
import type { Series } from "./series.ts";
import type { Sizes } from "./sizes.ts";

/** The parameters of all works. */
export interface Plan {
	readonly rounds: number;
	readonly sizes: Sizes;
}

/** A piece of work that is measured separately. */
export interface Work {
	/** Its name for `--only`. */
	readonly name: string;
	/** Its approximate duration. */
	readonly seconds: number;
	run(progress: BenchProgress): Promise<Findings>;
}

export interface WorkDefinition<Parts> {
	readonly name: string;
	/** Starts what the steps need. Everything added to the stack is disposed of at the end. */
	setUp(kept: DisposableStack): Promise<Parts>;
	/** The steps. They run only after the set-up, and use its parts. */
	contest(parts: () => Parts): Contest;
	conclude(series: Series): Findings;
}

export function defineWork<Parts>({ name, setUp, contest, conclude }: WorkDefinition<Parts>): Work {
	let parts: Parts | undefined;
	const planned = contest(() => {
		if (parts === undefined) throw new Error(`${name} is not set up`);
		return parts;
	});
	return {
		name,
		seconds: durationOf(planned),
		async run(progress) {
			using kept = new DisposableStack();
			parts = await setUp(kept);
			return conclude(await inTurn(progress, planned));
		},
	};
}
