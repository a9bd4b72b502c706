import { expect } from "chai";
import { type Order, openStore, storedEvents } from "#review/store/index";

const event = (eventId: string, time: string | undefined, riskLevel?: string, more: object = {}) => ({
	username: "alice",
	eventId,
	...(time && { time: `2026-11-${time}T08:00:00Z` }),
	...(riskLevel && { riskLevel }),
	...more,
});

/** The IDs of a store's events, in an order. */
async function idsIn(events: readonly ReturnType<typeof event>[], order: Order): Promise<string[]> {
	const store = await openStore(
		{ userPoolId: "eu-central-1_Test", region: "eu-central-1" },
		{ cache: false },
	);
	try {
		await store.addEvents(events);
		const batches = await Array.fromAsync(storedEvents(store, {}, { order }));
		return batches.flat().map(({ eventId }) => eventId);
	} finally {
		await store.close();
	}
}

describe("the order of events", () => {
	it("is newest first, with events without a time before all, and otherwise the original order", async () => {
		const events = [
			event("a", "18"),
			event("b", "20"),
			event("c", undefined),
			event("d", "18"),
			event("e", "19"),
		];
		expect(await idsIn(events, "newest")).to.deep.equal(["c", "b", "e", "a", "d"]);
	});

	it("is riskiest first: by level, with unknown levels first and unrated events last", async () => {
		const events = [
			event("none", "30"),
			event("low", "20", "Low"),
			event("extreme", "01", "Extreme"),
			event("high", "10", "High"),
			event("medium", "20", "Medium"),
		];
		expect(await idsIn(events, "riskiest")).to.deep.equal(["extreme", "high", "medium", "low", "none"]);
	});

	it("within a level is blocked events, then compromised passwords, then by time", async () => {
		const events = [
			event("old", "01", "High"),
			event("new", "09", "High"),
			event("leaked", "02", "High", { compromisedCredentials: true }),
			event("blocked", "03", "High", { riskDecision: "Block" }),
			event("leaked-low", "09", "Low", { compromisedCredentials: true, riskDecision: "Block" }),
		];
		expect(await idsIn(events, "riskiest")).to.deep.equal(["blocked", "leaked", "new", "old", "leaked-low"]);
	});
});
