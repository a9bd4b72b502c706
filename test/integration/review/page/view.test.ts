import { expect } from "chai";
import fc from "fast-check";
import { openStore, type Snapshot, type Store, takeSnapshot } from "#review/store/index";
import { drawSample, readEvents } from "#review/store/page/events";
import type { PageFilter } from "#review/store/page/filter";
import { groupings } from "#review/store/page/groupings";
import { Groups } from "#review/store/page/groups";
import { risks } from "#review/store/page/risk";
import { sortOrders, View, type ViewSpec } from "#review/store/page/view";
import type { UserEvent } from "../../../../review/listing/listPool.ts";
import { pageEvent, pagePool } from "../../../../workbench/pageEvents.ts";

describe("the list of the page", () => {
	const anyFilter: PageFilter = {
		risks: [],
		user: "",
		country: "",
		type: "",
		says: "" as const,
		unreviewed: false,
	};
	const none = { reviewed: new Set<number>() };

	const made = fc.record({
		minute: fc.option(fc.integer({ min: 0, max: 60 * 24 * 700 }), { nil: undefined, freq: 8 }),
		username: fc.constantFrom("alice", "Bob", "bob", "carol", "<b>"),
		riskLevel: fc.constantFrom("High", "Medium", "Low", "Critical", undefined),
		country: fc.constantFrom("Germany", "Japan", "'; --", undefined),
		ipAddress: fc.constantFrom("192.0.2.14", "192.0.2.15", "2001:db8::1", "nowhere", undefined),
		hasFeedback: fc.boolean(),
	});

	function toEvents(all: readonly (typeof made extends fc.Arbitrary<infer T> ? T : never)[]): UserEvent[] {
		return all.map(({ minute, username, riskLevel, country, ipAddress, hasFeedback }, index) => {
			const { time: _, country: __, ipAddress: ___, ...rest } = pageEvent(`e${index}`, { username });
			return {
				...rest,
				...(minute !== undefined && {
					time: new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString(),
				}),
				...(riskLevel && { riskLevel, riskDecision: "AccountTakeover" }),
				...(country && { country }),
				...(ipAddress && { ipAddress }),
				...(hasFeedback && { feedback: { value: "Valid" } }),
			};
		});
	}

	/** The statements of users in these tests. */
	const saidOf = (eventId: string) =>
		(["nothing", "same session", "me", "not-me"] as const)[Number(eventId.slice(1)) % 4] ?? "nothing";

	async function withEvents(
		events: readonly UserEvent[],
		run: (store: Store, snapshot: Snapshot) => Promise<void>,
	) {
		const store = await openStore({ userPoolId: pagePool, region: "eu-central-1" }, { cache: false });
		try {
			await store.addEvents(events);
			const at = "2026-11-20T09:12:00.000Z";
			const all = events.map(({ eventId }) => ({ eventId, said: saidOf(eventId) }));
			await store.setStatements(
				all.flatMap(({ eventId, said }) =>
					said === "nothing"
						? []
						: [{ eventId, at, wasMe: said !== "not-me", sameSession: said === "same session" }],
				),
			);
			await run(store, await takeSnapshot(store));
		} finally {
			await store.close();
		}
	}

	const shown = fc.record({
		risks: fc.subarray([...risks], { maxLength: 3 }),
		user: fc.constantFrom("", "BO", "192.0.2", "<"),
		country: fc.constantFrom("", "Japan", "'; --", "Nowhere"),
		says: fc.constantFrom("" as const, "" as const, "me" as const, "not-me" as const, "anything" as const),
		unreviewed: fc.boolean(),
		order: fc.constantFrom(...sortOrders),
		bins: fc.option(fc.tuple(fc.nat(60), fc.nat(60)), { nil: undefined }),
	});

	/** The expected list, computed as simply as possible. */
	function expected(
		events: readonly UserEvent[],
		positions: ReadonlyMap<string, number>,
		{ scale }: Snapshot,
		spec: ViewSpec,
	): string[] {
		const positionOf = ({ eventId }: UserEvent) => positions.get(eventId) ?? Number.NaN;
		const { filter, bins, order } = spec;
		const riskOf = ({ riskLevel }: UserEvent) =>
			riskLevel === undefined
				? "none"
				: riskLevel === "Critical"
					? "other"
					: (riskLevel.toLowerCase() as (typeof risks)[number]);
		const at = ({ time }: UserEvent) => (time === undefined ? Number.NEGATIVE_INFINITY : Date.parse(time));
		const fits = events.filter(
			(event) =>
				(filter.risks.length === 0 || filter.risks.includes(riskOf(event))) &&
				(filter.country === "" || event.country === filter.country) &&
				(filter.user === "" ||
					event.username.toLowerCase().includes(filter.user.toLowerCase()) ||
					event.ipAddress?.startsWith(filter.user) === true) &&
				(filter.says === "" ||
					filter.says === saidOf(event.eventId) ||
					(filter.says === "anything" && saidOf(event.eventId) !== "nothing")) &&
				!(filter.unreviewed && event.feedback) &&
				(bins === undefined ||
					(scale !== undefined &&
						at(event) >= scale.from + bins[0] * scale.step &&
						at(event) < scale.from + (bins[1] + 1) * scale.step)),
		);
		const newest = fits.sort(
			(one, other) => compare(at(other), at(one)) || positionOf(other) - positionOf(one),
		);
		if (order === "oldest") newest.reverse();
		if (order === "riskiest")
			newest.sort((one, other) => risks.indexOf(riskOf(one)) - risks.indexOf(riskOf(other)));
		const place = { "not-me": 0, nothing: 1, "same session": 1, me: 2 };
		if (order === "not-me")
			newest.sort((one, other) => place[saidOf(one.eventId)] - place[saidOf(other.eventId)]);
		if (order === "user")
			newest.sort(
				(one, other) =>
					compare(one.username.toLowerCase(), other.username.toLowerCase()) ||
					compare(one.username, other.username),
			);
		return newest.map(({ eventId }) => eventId);
	}

	it("has the matching events in order, each at its position, for any filter, period and order", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(made, { maxLength: 60 }),
				fc.array(shown, { maxLength: 4 }),
				async (all, shownAll) => {
					const events = toEvents(all);
					await withEvents(events, async (store, snapshot) => {
						const stored = await store.rows<{ id: string; position: number }>(
							"SELECT event_id AS id, position FROM events",
						);
						const positions = new Map(stored.map(({ id, position }) => [id, position]));
						for (const { order, bins, ...part } of shownAll) {
							const spec: ViewSpec = {
								filter: { ...anyFilter, ...part },
								order,
								...(bins && { bins: [Math.min(...bins), Math.max(...bins)] as const }),
							};
							const view = await View.open(snapshot, spec, none, new Map());
							const wanted = expected(events, positions, snapshot, spec);
							const rows = [...(await view.page(0, 7)), ...(await view.page(7, 100))];
							const read = await readEvents(snapshot, rows);
							expect(read.map(({ eventId }) => eventId)).to.deep.equal(wanted);
							expect(view.total).to.equal(wanted.length);
							for (const [position, row] of rows.entries())
								expect(await view.positionOf(row)).to.equal(position);
							expect(await view.keep(new Set(rows))).to.deep.equal(new Set(rows));
						}
					});
				},
			),
			{ numRuns: 6 },
		);
	});

	it("counts every event with a time in one of at most 120 bins", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 60 }), async (all) => {
				const events = toEvents(all);
				await withEvents(events, async (_, snapshot) => {
					const { timeline } = await View.open(
						snapshot,
						{ filter: anyFilter, order: "newest" },
						none,
						new Map(),
					);
					const counted = timeline.flat().reduce((sum, count) => sum + count, 0);
					expect(counted).to.equal(events.filter(({ time }) => time !== undefined).length);
					expect(snapshot.scale?.bins ?? 0).to.be.within(0, 120);
				});
			}),
			{ numRuns: 4 },
		);
	});

	it("has each event in exactly one group, with correct counts", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 60 }), async (all) => {
				const events = toEvents(all);
				await withEvents(events, async (_, snapshot) => {
					const view = await View.open(snapshot, { filter: anyFilter, order: "newest" }, none, new Map());
					const [decided = 0] = await view.page(0, 1);
					for (const by of groupings) {
						const query = { by, order: "riskiest", offset: 0, limit: 100 } as const;
						const page = await new Groups(snapshot).page(
							view.condition,
							query,
							new Map([[decided, "Invalid"]]),
						);
						expect(page.total).to.equal(page.groups.length);
						expect(page.groups.reduce((sum, { count }) => sum + count, 0)).to.equal(events.length);
						let invalid = 0;
						for (const group of page.groups) {
							const filter = { ...anyFilter, group: { by, key: group.key } };
							const opened = await View.open(snapshot, { filter, order: "newest" }, none, new Map());
							expect(opened.total).to.equal(group.count);
							expect(group.risks.reduce((sum, count) => sum + count, 0)).to.equal(group.count);
							const read = await readEvents(snapshot, await opened.page(0, 100));
							const withFeedback = read.filter(({ row, feedback }) => row === decided || feedback);
							expect(group.valid + group.invalid).to.equal(withFeedback.length);
							invalid += group.invalid;
						}
						expect(invalid).to.equal(1);
					}
				});
			}),
			{ numRuns: 3 },
		);
	});

	it("draws a sample that depends on its seed, with each event equally likely", async () => {
		const events = Array.from({ length: 40 }, (_, index) =>
			pageEvent(`e${index}`, { day: 1 + (index % 28) }),
		);
		await withEvents(events, async (_, snapshot) => {
			const { condition } = await View.open(
				snapshot,
				{ filter: anyFilter, order: "newest" },
				none,
				new Map(),
			);
			const draw = async (seed: string) =>
				(await drawSample(snapshot, condition, { size: 10, seed })).map(({ eventId }) => eventId);
			expect(await draw("a")).to.deep.equal(await draw("a"));
			const times = new Map<string, number>();
			for (let seed = 0; seed < 200; seed++)
				for (const eventId of await draw(String(seed))) times.set(eventId, (times.get(eventId) ?? 0) + 1);
			// 200 × 10 ÷ 40 is 50, and six standard deviations are 37.
			expect(times.size).to.equal(40);
			for (const [eventId, count] of times) expect(count, eventId).to.be.within(13, 87);
		});
	});
});

function compare<T extends string | number>(one: T, other: T): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
