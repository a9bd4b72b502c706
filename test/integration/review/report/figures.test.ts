import { expect } from "chai";
import fc from "fast-check";
import { characteristics, collectComparison, estimates } from "#review/report/comparison";
import { collectFacts } from "#review/report/facts";
import { cells, precision, ratings } from "#review/report/ratings";
import { rehearse } from "#review/report/rehearsal";
import { actions, type RiskConfiguration, type RiskSettings } from "#review/report/riskConfiguration";
import { sampleResults } from "#review/report/samples";
import { workLeft } from "#review/report/workLeft";
import { plainEstimates } from "../../../support/plainReport/effect.ts";
import { factsOf } from "../../../support/plainReport/facts.ts";
import {
	plainCells,
	plainPrecision,
	plainRatings,
	plainWorkLeft,
} from "../../../support/plainReport/ratings.ts";
import { plainRehearsal } from "../../../support/plainReport/rehearsal.ts";
import { plainSample } from "../../../support/plainReport/samples.ts";
import { openPool, type Pool, type PoolEvent } from "../../../support/reportPool.ts";

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const now = start + 200 * day;

/**
 * Two kinds of pools: mixed ones, and dense ones, with so few different values that most events belong to a cell and are
 * comparable.
 */
const anyEvent = (dense: boolean): fc.Arbitrary<Omit<PoolEvent, "event_id">> =>
	fc
		.record({
			username: fc.constantFrom("ann", "bob", "cid", "dee", "eva"),
			time: dense
				? fc.record({ week: fc.constantFrom(0, 0, 1, 4, 8, 20), hour: fc.integer({ min: 0, max: 160 }) })
				: fc.record({ week: fc.integer({ min: 0, max: 22 }), hour: fc.integer({ min: 0, max: 160 }) }),
			isTimed: fc.integer({ min: 0, max: 19 }).map((number) => number > 0),
			type: fc.constantFrom("SignIn", "SignIn", "SignIn", "SignUp"),
			response: fc.constantFrom("Pass", "Pass", "Fail", "InProgress", null),
			risk_level: dense
				? fc.constantFrom("High", "High", "High", null)
				: fc.constantFrom("High", "High", "Medium", "Low", "Severe", null),
			compromised: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
			ip: dense
				? fc.constantFrom("203.0.113.7", "203.0.113.9")
				: fc.constantFrom("203.0.113.7", "203.0.113.9", "198.51.100.4", null),
			device: fc.constantFrom("Chrome 141, Windows 11", ...(dense ? [] : ["Chrome 99.5, Windows 10", null])),
			country: fc.constantFrom("Germany", ...(dense ? [] : ["Brazil", null])),
			client_id: fc.constantFrom("web", ...(dense ? [] : ["ios", null])),
			challenges: fc.constantFrom<readonly string[]>(
				[],
				["Password: Success"],
				["Password: Success", "Mfa: Success"],
				["Password: Success", "Mfa: Failure"],
			),
			feedback: fc.constantFrom("Valid", "Invalid", "Odd", null, null, ...(dense ? [] : [null])),
			delay: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 8 }),
		})
		.map(({ time, isTimed, feedback, delay, ...event }) => {
			const at = isTimed ? start + (time.week * 7 * 24 + time.hour) * 3_600_000 : null;
			const given = feedback !== null && at !== null && delay !== null ? at + delay * 3_600_000 : null;
			return { ...event, time: at, feedback_value: feedback, feedback_time: given };
		});

const anyPool = fc
	.boolean()
	.chain((dense) => fc.array(anyEvent(dense), { minLength: 1, maxLength: 130, size: "max" }))
	.map((events) => events.map((event, index): PoolEvent => ({ event_id: `e${index}`, ...event })));

const anyRanges = fc.subarray(["203.0.113.0/24", "203.0.113.9", "198.51.100.0/22"], { maxLength: 1 });
const anySettings: fc.Arbitrary<RiskSettings> = fc.record({
	low: fc.constantFrom(...actions),
	medium: fc.constantFrom(...actions),
	high: fc.constantFrom(...actions),
	compromisedCredentials: fc.constantFrom("none", "block"),
	alwaysAllow: anyRanges,
	alwaysBlock: anyRanges,
});
const anyConfiguration: fc.Arbitrary<RiskConfiguration> = fc.record({
	name: fc.constantFrom("one", "other"),
	pool: anySettings,
	clients: fc.dictionary(fc.constantFrom("web", "ios"), anySettings, { maxKeys: 1 }),
});
const anyInput = fc.record({
	events: anyPool,
	decided: fc.array(
		fc.tuple(fc.integer({ min: 0, max: 129 }), fc.constantFrom("Valid" as const, "Invalid" as const)),
		{
			maxLength: 60,
			size: "max",
		},
	),
	drawn: fc.uniqueArray(fc.integer({ min: 0, max: 129 }), { minLength: 1, maxLength: 40, size: "max" }),
	configurations: fc.array(anyConfiguration, { minLength: 1, maxLength: 2 }),
	window: fc.constantFrom(
		{},
		{ since: start + 20 * day },
		{ since: start + 5 * day, until: start + 120 * day },
	),
});

/** The rows in any order, with rounded numbers, because the order of summation may differ. */
function rounded(value: unknown): unknown {
	const text = JSON.stringify(value, (_key, each) =>
		typeof each === "number" ? Number(each.toFixed(9)) + 0 : each,
	);
	return JSON.parse(text);
}
const sorted = (rows: readonly unknown[]) =>
	rows.map((row) => JSON.stringify(rounded(row), keysOf(row))).sort();
const keysOf = (row: unknown): string[] => Object.keys(row as object).sort();

describe("The figures of a report", () => {
	let pool: Pool;
	before(async () => {
		pool = await openPool();
	});
	after(() => pool[Symbol.dispose]());

	it("are not estimated from a sample with a filter that only the review page supports", async () => {
		const sample = {
			drawn: "2026-07-01T00:00:00Z",
			source: "logs",
			population: 1,
			size: 1,
			seed: 1,
			blind: true,
		};
		await pool.fill([]);
		await collectFacts(pool, { decisions: new Map(), samples: [] }, {}, true);
		const filter = { risks: ["high"], country: "Japan", says: "not-me" };
		const [result] = await sampleResults(pool, [{ ...sample, filter, events: [] }], []);
		expect(result?.gap).to.deep.equal({ kind: "otherFilter", names: ["risks", "says"] });
	});

	it("propose an always-allow range only if at least three users were right there", async () => {
		const base = { type: "SignIn", response: "Pass", compromised: false, ip: "203.0.113.7", device: null };
		const rest = { ...base, country: null, client_id: null, challenges: [], feedback_time: null };
		const candidates = async (usersValid: number) => {
			const open = Array.from({ length: 24 }, (_, index) => ({
				...{ event_id: `o${index}`, username: `u${index % 12}`, risk_level: "High", feedback_value: null },
				...{ time: start + index * day, ...rest },
			}));
			const valid = Array.from({ length: 6 }, (_, index) => ({
				...{ event_id: `v${index}`, username: `u${index % usersValid}`, feedback_value: "Valid" },
				...{ risk_level: "High", time: start + index * day, ...rest },
			}));
			await pool.fill([...open, ...valid]);
			await collectFacts(pool, { decisions: new Map(), samples: [] }, {}, true);
			return (await workLeft(pool, new Date(now).toISOString())).candidates;
		};
		expect(await candidates(2)).to.deep.equal([]);
		expect(await candidates(3)).to.deep.equal([
			{ range: "203.0.113.0/24", users: 12, withoutFeedback: 24, valid: 6 },
		]);
	});

	it("equal those of a simple implementation on the same events", async function () {
		this.timeout(120_000);
		await fc.assert(
			fc.asyncProperty(anyInput, async ({ events, decided, drawn, configurations, window }) => {
				const decisions = new Map(
					decided.map(([index, feedbackValue]) => [`e${index}`, { feedbackValue }] as const),
				);
				const period = {
					...(window.since !== undefined && { since: new Date(window.since).toISOString() }),
					...(window.until !== undefined && { until: new Date(window.until).toISOString() }),
				};
				const sample = {
					...{ drawn: "2026-07-01T00:00:00Z", source: "logs", population: events.length, size: drawn.length },
					...{ seed: 1, blind: true },
					events: drawn.filter((index) => index < events.length).map((index) => `e${index}`),
				};
				const facts = factsOf(events, decisions, window);
				await pool.fill(events);
				await collectFacts(pool, { decisions, samples: [sample] }, period, true);

				expect(sorted((await ratings(pool, period, true)).filter((each) => each.events > 0))).to.deep.equal(
					sorted(plainRatings(facts)),
				);
				expect(await precision(pool)).to.deep.equal(plainPrecision(facts));
				expect(sorted(await cells(pool))).to.deep.equal(sorted(plainCells(facts)));
				expect(await rehearse(pool, configurations, period)).to.deep.equal(
					configurations.map((each) => plainRehearsal(facts, events, each)),
				);
				const work = await workLeft(pool, new Date(now).toISOString());
				const plain = plainWorkLeft(facts, now);
				expect({ ...work, withoutFeedback: sorted(work.withoutFeedback) }).to.deep.equal({
					...plain,
					withoutFeedback: sorted(plain.withoutFeedback),
				});
				await collectComparison(pool);
				for (const characteristic of characteristics) {
					const found = await estimates(pool, characteristic);
					const expected = plainEstimates(facts, events, characteristic);
					const sumsOf = (of: string) =>
						found.filter(({ value }) => value === of).map(({ value: _, ...sums }) => sums);
					for (const { value, sums } of expected) expect(rounded(sumsOf(value))).to.deep.equal(rounded(sums));
				}
				const all = factsOf(events, decisions);
				const [result] = await sampleResults(pool, [sample], [{ ...read, filter: {} }]);
				expect(rounded(result)).to.deep.equal(rounded(plainSample(all, sample)));
			}),
			{ numRuns: Number(process.env.REPORT_RUNS ?? 12), endOnFailure: true },
		);
	});
});

const read = { source: "logs", complete: true, lines: 1, events: 1 };
