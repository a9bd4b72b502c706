import type { Findings } from "./findings.ts";
import type { BenchProgress } from "./progress.ts";
import { type Contest, durationOf, inTurn } from "./rounds.ts";
import type { Series } from "./series.ts";
import type { Sizes } from "./sizes.ts";

/** What all works go by. */
export interface Plan {
	readonly rounds: number;
	readonly sizes: Sizes;
}

/** A piece of work that is measured by itself. */
export interface Work {
	/** For `--only`. */
	readonly name: string;
	/** About how long it takes. */
	readonly seconds: number;
	run(progress: BenchProgress): Promise<Findings>;
}

export interface WorkDefinition<Parts> {
	readonly name: string;
	/** Starts what the steps need. What is put on the stack is disposed of at the end. */
	setUp(kept: DisposableStack): Promise<Parts>;
	/** The steps; they run only after the set-up, whose parts they take. */
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
