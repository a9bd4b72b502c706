import type { FaultCounts } from "./counts.ts";
import { kinds } from "./kinds.ts";
import { faultRun, type RunResult } from "./run.ts";
import { scenarios } from "./scenarios.ts";
import { FaultSites } from "./sites.ts";

export interface MatrixOptions {
	/** The number of runs of each kind in each scenario. */
	readonly runs: number;
	/** The names of the kinds; all if empty. */
	readonly only?: readonly string[];
	progress(line: string): void;
}

/** A run with faults mostly waits. */
const atOnce = 16;

/** Runs every kind of fault in every scenario, and returns a row for each. */
export async function faultMatrix({ runs, only = [], progress }: MatrixOptions): Promise<FaultCounts[]> {
	const turn = limiter(atOnce);
	const cells = kinds.flatMap((kind, index) =>
		scenarios.map((scenario, column) => ({
			kind,
			scenario,
			// The same seeds in each measurement, whichever kinds are selected.
			firstSeed: (index * scenarios.length + column) * 1_000_000,
		})),
	);
	const chosen = cells.filter(({ kind }) => only.length === 0 || only.includes(kind.name));
	const sites = await FaultSites.start();
	const rows = chosen.map(async ({ kind, scenario, firstSeed }) => {
		const fault = `${kind.name}: ${scenario.name}`;
		const results = await Promise.all(
			Array.from({ length: runs }, (_, run) =>
				turn(async () => {
					for (let seed = firstSeed + run; ; seed += runs) {
						const result = await faultRun(kind, scenario, seed, sites);
						for (const problem of problemsOf(result)) progress(`${fault}, seed ${seed}: ${problem}`);
						// A run whose fault came too late is not counted.
						if (result.struck) return result;
					}
				}),
			),
		);
		progress(`${fault}: ${runs} runs`);
		return countsOf(fault, results);
	});
	return Promise.all(rows).finally(() => sites.close());
}

function countsOf(fault: string, results: readonly RunResult[]): FaultCounts {
	const sum = (field: "lost" | "wrong" | "sentTwice") =>
		results.reduce((total, result) => total + result[field], 0);
	const ended = (how: RunResult["ended"]) => results.filter((result) => result.ended === how).length;
	return {
		fault,
		runs: results.length,
		right: ended("right"),
		finished: ended("finished"),
		lost: sum("lost"),
		wrong: sum("wrong"),
		sentTwice: sum("sentTwice"),
	};
}

function problemsOf({ problems, lost, wrong, sentTwice }: RunResult): string[] {
	const counted = Object.entries({ lost, wrong, "sent twice": sentTwice }).filter(([, count]) => count > 0);
	return [...problems, ...counted.map(([name, count]) => `${count} ${name}`)];
}

/** Limits the number of functions that run at once; others wait in order. */
function limiter(most: number): <T>(work: () => Promise<T>) => Promise<T> {
	let free = most;
	const waiting: (() => void)[] = [];
	return async (work) => {
		if (free > 0) free--;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else free++;
		}
	};
}
