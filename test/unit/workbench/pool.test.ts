import { expect } from "chai";
import { buildPool, decide, poolFor } from "../../../workbench/pool.ts";

describe("bench: pool", () => {
	it("has an event for each decision, of users with 100 events each", () => {
		expect(poolFor(2_000)).to.deep.equal({ users: 20, eventsPerUser: 100 });
		expect(poolFor(1)).to.deep.equal({ users: 1, eventsPerUser: 1 });
		expect(poolFor(150)).to.deep.equal({ users: 2, eventsPerUser: 75 });
	});

	for (const [size, count] of [
		[poolFor(230), 230],
		[{ users: 4, eventsPerUser: 500 }, 200],
		[{ users: 3, eventsPerUser: 10 }, 1],
	] as const)
		it(`has decisions on ${count} different events of ${size.users} users`, () => {
			const events = new Set(
				buildPool(size).UserPools.flatMap(({ Users = [] }) =>
					Users.flatMap(({ Username, AuthEvents = [] }) =>
						AuthEvents.map(({ EventId }) => `${Username} ${EventId}`),
					),
				),
			);
			const decided = Object.entries(decide(size, count, "Valid")).map(
				([eventId, { username }]) => `${username} ${eventId}`,
			);
			expect(decided).to.have.length(count);
			expect(decided.filter((one) => !events.has(one))).to.deep.equal([]);
		});

	it("rejects more decisions than it has events", () => {
		expect(() => decide({ users: 2, eventsPerUser: 2 }, 5, "Valid")).to.throw("no 5 events");
	});
});
