import { decide, poolFor } from "../../workbench/pool.ts";
import { limitRow, seconds } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import { BenchServer } from "../server/index.ts";
import { BenchStack } from "../stack.ts";
import { median } from "../statistics.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

/** Amazon Cognito's default quota for updating users. */
const quota = { perSecond: 25, capacity: 25 };
/** The configured rates, and the maximum duration of `up` for each. */
const limits = { 25: 44, 100: 50 } as const;
const rates = [25, 100] as const;

interface Account {
	readonly server: BenchServer;
	readonly stack: BenchStack;
}

/** A set with a server that enforces a quota. The quota bounds it and not the machine, so few runs are enough. */
export function quotaWork({ rounds, sizes }: Plan): Work {
	const count = sizes.quota;
	const pool = poolFor(count);

	async function up(rate: number, { server, stack }: Account) {
		stack.reset();
		await server.reset();
		const time = await stack.up();
		await expectRequests(server, { writes: count, reads: 0 });
		const { writes, throttled } = await server.count();
		return { [`up ${rate}`]: time, [`throttled ${rate}`]: throttled / writes };
	}

	return defineWork<ReadonlyMap<number, Account>>({
		name: "quota",
		async setUp(kept) {
			const accounts = new Map<number, Account>();
			for (const rate of rates) {
				const server = kept.use(await BenchServer.start({ pool, quota }));
				const stack = kept.use(
					await BenchStack.create({ competitor: "set", server, requestsPerSecond: rate }),
				);
				stack.declare(decide(pool, count, "Valid"));
				accounts.set(rate, { server, stack });
			}
			return accounts;
		},
		contest: (parts) => ({
			rounds: Math.min(rounds, 2),
			warmUp: [],
			steps: [
				{
					name: `up of a set of ${count} at a quota of ${quota.perSecond} a second, with ${rates.join(" and ")} configured, side by side`,
					seconds: count / quota.perSecond + 6,
					async run() {
						const values = await Promise.all([...parts()].map(([rate, account]) => up(rate, account)));
						return Object.assign({}, ...values);
					},
				},
			],
		}),
		conclude(series) {
			const throttled = (rate: number) => series.of(`throttled ${rate}`);
			const share = (value: number) => `${(value * 100).toFixed(1)} %`;
			return {
				rows: rates.flatMap((rate) => [
					limitRow({
						work: `\`up\` of a set of ${count} at a quota of ${quota.perSecond} a second, \`requestsPerSecond\` ${rate}`,
						limit: limits[rate],
						of: series.of(`up ${rate}`),
						format: seconds,
						medians: `${share(median(throttled(rate)))} throttled; the quota alone takes ${seconds((count - quota.capacity) / quota.perSecond)}`,
					}),
					...(rate === quota.perSecond
						? [
								limitRow({
									work: "requests of it that were throttled",
									limit: 0.01,
									of: throttled(rate),
									format: share,
								}),
							]
						: []),
				]),
			};
		},
	});
}
