import { decide, poolFor } from "../../workbench/pool.ts";
import { factor, milliseconds, range, seconds } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import type { RoundStep } from "../rounds.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median, perRound, ratios } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

type Line = "set" | "singles" | "plain";
type Parts = Readonly<Record<Line, BenchStack>> & { readonly server: BenchServer };

const lines: Record<Line, string> = {
	set: "a set",
	singles: "a resource each",
	plain: "plain provider, a resource each",
};
const limit = 1.5;

/** The cost of a set by its size and, for the chart, that of single resources. */
export function growthWork({ rounds, sizes }: Plan): Work {
	const largest = sizes.growth.at(-1) ?? 1;
	const usual = sizes.growth[1] ?? 1;
	const pool = poolFor(largest);
	const counts: Record<Line, readonly number[]> = {
		set: [1, ...sizes.growth],
		singles: [1, sizes.fewSingles],
		plain: [1, sizes.fewSingles],
	};
	const all = (Object.keys(counts) as Line[]).flatMap((line) =>
		counts[line].map((count) => ({ line, count })),
	);

	function steps(parts: () => Parts): RoundStep[] {
		return all.map(({ line, count }) => ({
			name: `up of ${count}, ${lines[line]}`,
			seconds: expected[line](count),
			async run() {
				const { server, [line]: stack } = parts();
				stack.reset();
				stack.declare(decide(pool, count, "Valid"));
				await server.reset();
				const up = await stack.up();
				await expectRequests(server, { writes: count, reads: 0 });
				return { [`${line} ${count}`]: up };
			},
		}));
	}

	return defineWork<Parts>({
		name: "growth",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			return {
				server,
				set: kept.use(await BenchStack.create({ competitor: "set", server })),
				singles: kept.use(await BenchStack.create({ competitor: "singles", server })),
				plain: kept.use(await BenchStack.create({ competitor: "plain", server })),
			};
		},
		contest: (parts) => ({
			rounds,
			// The smallest sizes of each line warm up the code that the larger ones use.
			warmUp: steps(parts).filter((_, index) => all[index]?.count === 1),
			steps: steps(parts),
		}),
		conclude(series) {
			const eachOf = (count: number) =>
				perRound(
					(up = Number.NaN, one = Number.NaN) => (up - one) / (count - 1),
					series.of(`set ${count}`),
					series.of("set 1"),
				);
			const compared = ratios(eachOf(largest), eachOf(usual));
			return {
				rows: [
					{
						work: `time per decision of a set of ${largest}`,
						target: `≤ ${limit.toFixed(2)} × of that of a set of ${usual}`,
						measured: factor(median(compared)),
						spread: range(compared, (value) => value.toFixed(2)),
						medians: `${milliseconds(median(eachOf(largest)))} against ${milliseconds(median(eachOf(usual)))}, each beyond the \`up\` of a set of one`,
						verdict: median(compared) <= limit ? "met" : "missed",
					},
				],
				points: all.map(({ line, count }) => ({
					line: lines[line],
					decisions: count,
					seconds: median(series.of(`${line} ${count}`)),
				})),
				sections: [
					{
						title: "Cost against the number of decisions in a set",
						text: "Look-up off. The time per decision is what a set takes beyond a set of one decision, divided by the decisions beyond one: the start of Pulumi and of the provider and loading the SDK are the same for all, and would make large sets look better than they are.",
						head: ["decisions", "`up`", "each, in all", "each, beyond a set of one"],
						rows: counts.set.map((count) => {
							const up = median(series.of(`set ${count}`));
							const beyond = count > 1 ? milliseconds(median(eachOf(count))) : "";
							return [String(count), seconds(up), milliseconds(up / count), beyond];
						}),
					},
				],
			};
		},
	});
}
