import { expect } from "chai";
import { inOrder } from "#review/listing/order";

const event = (eventId: string, time: string | undefined, riskLevel?: string, more: object = {}) => ({
	username: "alice",
	eventId,
	...(time && { time: `2026-11-${time}T08:00:00Z` }),
	...(riskLevel && { riskLevel }),
	...more,
});

const idsOf = (events: readonly { eventId: string }[]) => events.map(({ eventId }) => eventId);

describe("the order of events", () => {
	it("is newest first, an event without a time before all, and otherwise as they came", () => {
		const events = [
			event("a", "18"),
			event("b", "20"),
			event("c", undefined),
			event("d", "18"),
			event("e", "19"),
		];
		expect(idsOf(inOrder(events, "newest"))).to.deep.equal(["c", "b", "e", "a", "d"]);
	});

	it("is riskiest first: by level, one newer than this package on top, and none at the end", () => {
		const events = [
			event("none", "30"),
			event("low", "20", "Low"),
			event("extreme", "01", "Extreme"),
			event("high", "10", "High"),
			event("medium", "20", "Medium"),
		];
		expect(idsOf(inOrder(events, "riskiest"))).to.deep.equal(["extreme", "high", "medium", "low", "none"]);
	});

	it("of one level is what Cognito blocked, then leaked passwords, then by time", () => {
		const events = [
			event("old", "01", "High"),
			event("new", "09", "High"),
			event("leaked", "02", "High", { compromisedCredentials: true }),
			event("blocked", "03", "High", { riskDecision: "Block" }),
			event("leaked-low", "09", "Low", { compromisedCredentials: true, riskDecision: "Block" }),
		];
		expect(idsOf(inOrder(events, "riskiest"))).to.deep.equal([
			"blocked",
			"leaked",
			"new",
			"old",
			"leaked-low",
		]);
	});
});
