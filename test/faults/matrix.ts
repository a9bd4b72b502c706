import type { FaultCounts } from "./counts.ts";
import { type Kind, kinds } from "./kinds.ts";
import { faultRun, type RunResult } from "./run.ts";
import { type Scenario, scenarios } from "./scenarios.ts";

export interface MatrixOptions {
	/** How many runs of each kind in each scenario. */
	readonly runs: number;
	/** The kinds, by name; all where it is empty. */
	readonly only?: readonly string[];
	progress(line: string): void;
}

/** Most of a run with faults is waiting. */
const atOnce = 16;

/** Every kind of fault in every scenario; a row each. */
export async function faultMatrix({ runs, only = [], progress }: MatrixOptions): Promise<FaultCounts[]> {
	const rows: FaultCounts[] = [];
	for (const [index, kind] of kinds.entries())
		for (const [column, scenario] of scenarios.entries()) {
			if (only.length > 0 && !only.includes(kind.name)) continue;
			// The same in each measurement, whichever kinds it is of.
			const firstSeed = (index * scenarios.length + column) * 1_000_000;
			rows.push(await rowOf({ kind, scenario, firstSeed }, runs, progress));
		}
	return rows;
}

interface Cell {
	readonly kind: Kind;
	readonly scenario: Scenario;
	readonly firstSeed: number;
}

async function rowOf(
	{ kind, scenario, firstSeed }: Cell,
	runs: number,
	progress: MatrixOptions["progress"],
): Promise<FaultCounts> {
	const fault = `${kind.name}: ${scenario.name}`;
	const begun = performance.now();
	const results = await severalAtOnce(runs, async (run) => {
		for (let seed = firstSeed + run; ; seed += runs) {
			const result = await faultRun(kind, scenario, seed);
			for (const problem of problemsOf(result)) progress(`${fault}, seed ${seed}: ${problem}`);
			// One whose fault came too late for it tells nothing.
			if (result.struck) return result;
		}
	});
	const sum = (field: "lost" | "wrong" | "sentTwice") =>
		results.reduce((total, result) => total + result[field], 0);
	const ended = (how: RunResult["ended"]) => results.filter((result) => result.ended === how).length;
	progress(`${fault}: ${runs} runs in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
	return {
		fault,
		runs,
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

async function severalAtOnce(
	runs: number,
	run: (index: number) => Promise<RunResult>,
): Promise<readonly RunResult[]> {
	const results: RunResult[] = [];
	let begun = 0;
	const next = async () => {
		while (begun < runs) results.push(await run(begun++));
	};
	await Promise.all(Array.from({ length: atOnce }, next));
	return results;
}
