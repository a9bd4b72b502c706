import { decide, poolFor } from "../../workbench/pool.ts";
import { milliseconds, seconds } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Parts {
	readonly server: BenchServer;
	readonly set: BenchStack;
}

/** The cost of a set with evidence by its size. Measured once, because it is compared with nothing. */
export function growthWithEvidenceWork({ sizes }: Plan): Work {
	const pool = poolFor(sizes.growth.at(-1) ?? 1);
	const counts = [1, ...sizes.growth];

	return defineWork<Parts>({
		name: "growth-evidence",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const set = kept.use(await BenchStack.create({ competitor: "set", server, evidence: true }));
			return { server, set };
		},
		contest: (parts) => ({
			rounds: 1,
			warmUp: [],
			steps: counts.map((count) => ({
				name: `up of a set of ${count} with evidence`,
				seconds: expected.setWithEvidence(count),
				async run() {
					const { server, set } = parts();
					set.reset();
					set.declare(decide(pool, count, "Valid"));
					await server.reset();
					const up = await set.up();
					await expectRequests(server, { writes: count });
					return { [String(count)]: up };
				},
			})),
		}),
		conclude(series) {
			const times = counts.map((count) => ({ count, up: median(series.of(String(count))) }));
			return {
				points: times.map(({ count, up }) => ({
					line: "a set, with evidence",
					decisions: count,
					seconds: up,
				})),
				sections: [
					{
						title: "The same with evidence",
						text: `Of one run. The pool has ${pool.users} users with ${pool.eventsPerUser} events each, and the decisions are spread over all of them.`,
						head: ["decisions", "`up`", "each, in all"],
						rows: times.map(({ count, up }) => [String(count), seconds(up), milliseconds(up / count)]),
					},
				],
			};
		},
	});
}
