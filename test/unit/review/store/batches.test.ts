import { expect } from "chai";
import { storedEvents } from "#review/store/index";
import { memoryStore } from "../../../support/memoryStore.ts";

describe("the events of a large store", () => {
	const store = memoryStore("eu-central-1_Test");
	const ids = Array.from({ length: 5_000 }, (_, at) => `e${`${at}`.padStart(4, "0")}`);

	it("are read in batches, in order, whatever else is asked meanwhile", async () => {
		await store().addEvents(ids.map((eventId) => ({ username: "alice", eventId })));
		const sizes: number[] = [];
		const read: string[] = [];
		let counted: Promise<unknown> | undefined;
		for await (const events of storedEvents(store(), {})) {
			counted ??= store().rows("SELECT count(*) AS events FROM events");
			sizes.push(events.length);
			read.push(...events.map(({ eventId }) => eventId));
		}
		expect(read).to.deep.equal(ids);
		expect(Math.max(...sizes)).to.be.lessThan(ids.length / 2);
		expect(await counted).to.deep.equal([{ events: ids.length }]);
	});

	it("do not block the store if not all are read", async () => {
		await store().addEvents(ids.map((eventId) => ({ username: "alice", eventId })));
		for await (const events of storedEvents(store(), {})) {
			expect(events[0]?.eventId).to.equal(ids[0]);
			break;
		}
		expect(await store().rows("SELECT count(*) AS events FROM events")).to.deep.equal([
			{ events: ids.length },
		]);
	});
});
