import { decide } from "../../workbench/pool.ts";
import { limitRow } from "../findings.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Parts {
	readonly server: BenchServer;
	readonly stack: BenchStack;
}

const pageSize = 60;

/** The number of requests that list events if single decisions are on the oldest events of a long history. */
export function requestsWork({ sizes }: Plan): Work {
	const { decisions: count, events } = sizes.requests;
	/** The oldest events of the long history. */
	const oldest = { users: 1, eventsPerUser: count };
	const whole = Math.ceil(events / pageSize);
	const again = Math.ceil(count / 3);

	return defineWork<Parts>({
		name: "requests",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool: { users: 1, eventsPerUser: events } }));
			const stack = kept.use(await BenchStack.create({ competitor: "singles", server, evidence: true }));
			return { server, stack };
		},
		contest: (parts) => ({
			rounds: 1,
			warmUp: [],
			steps: [
				{
					name: `up, update and adoption of ${count} single decisions on a long history`,
					seconds: 4 * expected.singles(count),
					async run() {
						const { server, stack } = parts();
						let before = 0;
						const lists = async (writes: number) => {
							await stack.up();
							const { reads, writes: written } = await server.count();
							if (written !== writes) throw new Error(`${written} writes instead of ${writes}`);
							const made = reads - before;
							before = reads;
							return made;
						};
						stack.reset();
						await server.reset();
						stack.declare(decide(oldest, count, "Valid"));
						const up = await lists(count);
						stack.declare(decide(oldest, count, "Invalid"));
						const update = await lists(2 * count);
						stack.reset();
						return { up, update, adopted: await lists(2 * count) };
					},
				},
			],
		}),
		conclude: (series) => ({
			rows: (
				[
					["up", "`up`", whole + again],
					["update", "update of all", whole + again],
					["adopted", "`up` that adopts all", 2 * whole + again],
				] as const
			).map(([kind, words, limit]) =>
				limitRow({
					work: `list requests of ${count} single decisions on the oldest events of a user with ${events}: ${words}`,
					limit,
					of: series.of(kind),
					format: String,
				}),
			),
		}),
	});
}
