import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { decide, poolFor } from "../../workbench/pool.ts";
import { milliseconds } from "../findings.ts";
import { probe } from "../probes/index.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median } from "../statistics.ts";
import { durations, phases, readMarks } from "../timeline.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Run {
	readonly name: string;
	readonly competitor: "plain" | "singles" | "set";
	readonly decisions: number;
}

interface Parts {
	readonly server: BenchServer;
	readonly stacks: readonly BenchStack[];
	readonly file: string;
}

/** The phases of a short `up`, with their durations. */
export function timelineWork({ rounds, sizes }: Plan): Work {
	const pool = poolFor(sizes.set);
	const runs: readonly Run[] = [
		{ name: "one plain resource", competitor: "plain", decisions: 1 },
		{ name: "one single", competitor: "singles", decisions: 1 },
		{ name: "a set of one", competitor: "set", decisions: 1 },
		{ name: `a set of ${sizes.set}`, competitor: "set", decisions: sizes.set },
	];

	return defineWork<Parts>({
		name: "timeline",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const { env, folder } = kept.use(probe("timeline"));
			const stacks: BenchStack[] = [];
			for (const { competitor, decisions } of runs) {
				const stack = kept.use(await BenchStack.create({ competitor, server, env }));
				stack.declare(decide(pool, decisions, "Valid"));
				stacks.push(stack);
			}
			return { server, stacks, file: join(folder, "timeline") };
		},
		contest(parts) {
			const steps = runs.map(({ name, decisions }, index) => ({
				name: `timeline of an up of ${name}`,
				seconds: expected.set(decisions),
				async run() {
					const { server, stacks, file } = parts();
					const stack = stacks[index];
					if (!stack) throw new Error(`no stack for ${name}`);
					if (existsSync(file)) rmSync(file);
					stack.reset();
					await server.reset();
					const begun = Date.now();
					const up = await stack.up();
					const taken = durations(readMarks(readFileSync(file, "utf8")), begun, begun + up * 1_000);
					return Object.fromEntries(taken.map((seconds, phase) => [`${index} ${phase}`, seconds]));
				},
			}));
			return { rounds, warmUp: steps, steps };
		},
		conclude(series) {
			const medians = phases.map((_, phase) => runs.map((_, run) => median(series.of(`${run} ${phase}`))));
			const totals = runs.map((_, run) => medians.reduce((sum, of) => sum + (of[run] ?? 0), 0));
			return {
				sections: [
					{
						title: "Where the time of a short `up` goes",
						text: "Medians of each phase, look-up off. The phases follow one another; nothing is counted twice.",
						head: ["phase", ...runs.map(({ name }) => name)],
						rows: [
							...phases.map(({ name }, phase) => [name, ...(medians[phase] ?? []).map(milliseconds)]),
							["all", ...totals.map(milliseconds)],
						],
					},
				],
			};
		},
	});
}
