import { decide, poolFor } from "../../workbench/pool.ts";
import { awsCli, awsCliVersion } from "../awsCli.ts";
import { factor, type ResultRow, range, seconds } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import type { Values } from "../series.ts";
import { BenchServer } from "../server/index.ts";
import { expected } from "../sizes.ts";
import { BenchStack } from "../stack.ts";
import { median, ratios } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

interface Parts {
	readonly server: BenchServer;
	readonly set: BenchStack;
	readonly version: string | undefined;
}

/**
 * A set compared with a script that uses the AWS CLI, if it is installed. Few rounds, because it is slow and the difference is
 * large.
 */
export function awsCliWork({ rounds, sizes }: Plan): Work {
	const count = sizes.awsCli;
	const pool = poolFor(count);
	const work = `\`up\` of a set of ${count} beside the AWS CLI, 4 at a time`;

	return defineWork<Parts>({
		name: "aws-cli",
		async setUp(kept) {
			const server = kept.use(await BenchServer.start({ pool }));
			const set = kept.use(await BenchStack.create({ competitor: "set", server }));
			set.declare(decide(pool, count, "Valid"));
			return { server, set, version: await awsCliVersion() };
		},
		contest: (parts) => ({
			rounds: Math.min(rounds, 2),
			warmUp: [],
			steps: [
				{
					name: `AWS CLI, ${count} requests, 4 at a time`,
					seconds: expected.awsCli(count),
					async run(): Promise<Values> {
						const { server, version } = parts();
						if (!version) return {};
						await server.reset();
						const cli = await awsCli(server.endpoint, pool, count);
						await expectRequests(server, { writes: count, reads: 0 });
						return { cli };
					},
				},
				{
					name: `up of a set of ${count}`,
					seconds: expected.set(count),
					async run(): Promise<Values> {
						const { server, set, version } = parts();
						if (!version) return {};
						set.reset();
						await server.reset();
						const up = await set.up();
						await expectRequests(server, { writes: count, reads: 0 });
						return { up };
					},
				},
			],
		}),
		conclude(series): { rows: ResultRow[] } {
			const row = { work, target: "none", verdict: "reported" } as const;
			if (!series.has("cli"))
				return { rows: [{ ...row, measured: "no AWS CLI on PATH", spread: "", medians: "" }] };
			const all = ratios(series.of("up"), series.of("cli"));
			return {
				rows: [
					{
						...row,
						measured: factor(median(all)),
						spread: range(all, (value) => value.toFixed(2)),
						medians: `${seconds(median(series.of("up")))} against ${seconds(median(series.of("cli")))}`,
					},
				],
			};
		},
	});
}
