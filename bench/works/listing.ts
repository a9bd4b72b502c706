import { ratioRow } from "../findings.ts";
import { expectRequests } from "../requests.ts";
import { type Listing, listWithCommand } from "../reviewCommand.ts";
import { BenchServer } from "../server/index.ts";
import { defineWork, type Plan, type Work } from "../work.ts";

/** The default rate for writes is configured; reads are twice as fast. */
const perSecond = 20 * 2;
/** The page size for both users and events. */
const pageSize = 60;
const firstUser = "customer0001";

/**
 * Listing the events of all users of a pool. The rate limit bounds it, so it is compared with the time that the limit alone
 * requires.
 */
export function listingWork({ rounds, sizes }: Plan): Work {
	const pool = sizes.listing;
	const requests = Math.ceil(pool.users / pageSize) + pool.users * Math.ceil(pool.eventsPerUser / pageSize);
	// Cognito's quotas limit requests in any second, so a full second's worth at the start of each second is the fastest.
	const ideal = Math.floor((requests - 1) / perSecond);

	/** Without a named user, the command asks where the pool exports its events, and for the number of users. */
	const hints = { named: 1, all: 2 };

	async function list(server: BenchServer, users: number, reads: number, ...args: readonly string[]) {
		await server.reset();
		const { events, seconds }: Listing = await listWithCommand(server.endpoint, ...args);
		if (events !== users * pool.eventsPerUser) throw new Error(`${events} events were listed`);
		await expectRequests(server, { writes: 0, reads });
		return seconds;
	}

	return defineWork<BenchServer>({
		name: "listing",
		setUp: async (kept) => kept.use(await BenchServer.start({ pool })),
		contest: (server) => {
			const steps = [
				{
					name: "events of one user, by the command",
					seconds: 0.6,
					async run() {
						const one = await list(server(), 1, 1 + hints.named, "--username", firstUser);
						return { floor: one + ideal };
					},
				},
				{
					name: `events of ${pool.users} users with ${pool.eventsPerUser} each, by the command`,
					seconds: 1 + ideal,
					run: async () => ({ all: await list(server(), pool.users, requests + hints.all) }),
				},
			];
			return { rounds, warmUp: steps, steps };
		},
		conclude: (series) => ({
			rows: [
				ratioRow({
					work: `\`cognito-feedback events\` of ${pool.users} users with ${pool.eventsPerUser} events each: ${requests} requests at ${perSecond} a second`,
					limit: 1.2,
					times: "those of one user and what the pace alone takes",
					of: series.of("all"),
					against: series.of("floor"),
				}),
			],
		}),
	});
}
