import { expect } from "chai";
import { markdownTable } from "markdown-table";
import { collectNamed } from "#review/report/facts";
import { sampleResults } from "#review/report/samples";
import { type Draws, drawsOf } from "../../workbench/logs/random.ts";
import { openPool, type Pool, type PoolEvent } from "../support/reportPool.ts";

/** A kind of pool, with the size of its sample. */
interface Cell {
	readonly users: number;
	readonly eventsPerUser: number;
	/** The mean share of unwanted events of the users. */
	readonly share: number;
	/** The similarity of a user's events, from 0 (independent) to 1 (all alike). */
	readonly alike: number;
	readonly sample: number;
}

const grid: Cell[] = [200, 500].flatMap((users) =>
	[2, 5].flatMap((eventsPerUser) =>
		[0.05, 0.3].flatMap((share) =>
			[0, 0.5].flatMap((alike) =>
				[100, 300].map((sample) => ({ users, eventsPerUser, share, alike, sample })),
			),
		),
	),
);
const pools = 2_000;
const perCell = Math.ceil(pools / grid.length);

/** Users have between one and twice the mean number of events; all events are rated High, and the truth is known. */
function poolOf(
	{ users, eventsPerUser, share, alike }: Cell,
	draws: Draws,
): (PoolEvent & { unwanted: boolean })[] {
	return Array.from({ length: users }).flatMap((_, user) => {
		const all = draws.chance(share);
		return Array.from({ length: 1 + draws.below(2 * eventsPerUser - 1) }, (_, index) => ({
			event_id: `${user}-${index}`,
			username: `user${user}`,
			...{ time: 0, type: "SignIn", response: "Pass", risk_level: "High", compromised: false, ip: null },
			...{
				device: null,
				country: null,
				client_id: null,
				challenges: [],
				feedback_value: null,
				feedback_time: null,
			},
			unwanted: draws.chance(alike) ? all : draws.chance(share),
		}));
	});
}

function drawFrom<T>(items: readonly T[], size: number, draws: Draws): T[] {
	const shuffled = [...items];
	for (const index of shuffled.keys()) {
		const other = index + draws.below(shuffled.length - index);
		[shuffled[index], shuffled[other]] = [shuffled[other] as T, shuffled[index] as T];
	}
	return shuffled.slice(0, size);
}

describe(`Estimates for whole pools, in ${pools} of them`, function () {
	this.timeout(1_200_000);
	let database: Pool;
	before(async () => {
		database = await openPool();
	});
	after(() => database[Symbol.dispose]());

	/** Whether the intervals of a pool contain the truth, by event and by user. */
	async function contains(cell: Cell, seed: number): Promise<readonly [boolean, boolean]> {
		const draws = drawsOf(seed);
		const events = poolOf(cell, draws);
		const sample = drawFrom(events, cell.sample, draws);
		await database.fill(events, []);
		const decisions = sample.map(
			({ event_id, unwanted }) =>
				[event_id, { feedbackValue: unwanted ? ("Invalid" as const) : ("Valid" as const) }] as const,
		);
		const samples = [
			{
				...{ drawn: "2026-01-02T00:00:00Z", source: "logs", population: events.length, size: cell.sample },
				...{ seed, blind: true, events: sample.map(({ event_id }) => event_id) },
			},
		];
		await collectNamed(database, { decisions: new Map(decisions), samples });
		const [result] = await sampleResults(database, samples, [
			{ source: "logs", filter: {}, complete: true, lines: 1, events: 1 },
		]);
		const meanOf = (some: readonly { unwanted: boolean }[]) =>
			some.filter(({ unwanted }) => unwanted).length / some.length;
		const byUser = [...Map.groupBy(events, ({ username }) => username).values()].map(meanOf);
		const truths = [meanOf(events), byUser.reduce((sum, each) => sum + each, 0) / byUser.length];
		const estimates = [result?.precision?.byEvent, result?.precision?.byUser];
		const isIn = (index: number) => {
			const { from, to } = estimates[index]?.interval ?? { from: 1, to: 0 };
			const truth = truths[index] ?? Number.NaN;
			return from <= truth && truth <= to;
		};
		return [isIn(0), isIn(1)];
	}

	it("have intervals that contain the truth about as often as they claim", async () => {
		const rows: { cell: Cell; byEvent: number; byUser: number }[] = [];
		let seed = 0;
		for (const cell of grid) {
			let [byEvent, byUser] = [0, 0];
			for (let pool = 0; pool < perCell; pool++) {
				const [event, user] = await contains(cell, ++seed);
				byEvent += event ? 1 : 0;
				byUser += user ? 1 : 0;
			}
			rows.push({ cell, byEvent: byEvent / perCell, byUser: byUser / perCell });
		}
		const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
		console.log(
			markdownTable([
				["users", "events a user", "unwanted", "alike", "sample", "by event", "by user"],
				...rows.map(({ cell, byEvent, byUser }) => [
					...[cell.users, cell.eventsPerUser, cell.share, cell.alike, cell.sample].map(String),
					...[byEvent, byUser].map(percent),
				]),
			]),
		);
		for (const kind of ["byEvent", "byUser"] as const) {
			const all = rows.map((row) => row[kind]);
			const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
			console.log(`${kind}: mean ${percent(mean)}, least ${percent(Math.min(...all))}`);
			expect(mean, kind).to.be.within(0.93, 0.98);
			expect(Math.min(...all), kind).to.be.at.least(0.85);
		}
	});
});
