import { expect } from "chai";
import type { AuthEvent } from "#provider/cognito/authEvent";
import { type AuthEventFilter, listEvents, unknownTypes } from "#provider/cognito/listEvents";
import { buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

const feedback = { value: "Valid", provider: "User" };
const mixed: readonly AuthEvent[] = [
	{ eventId: "high", type: "SignIn", riskLevel: "High", time: "2026-11-20T12:00:00Z" },
	{ eventId: "low", type: "SignUp", riskLevel: "Low", time: "2026-11-20T11:00:00Z", feedback },
	{ eventId: "medium", type: "SignIn", riskLevel: "Medium", time: "2026-11-20T10:00:00Z", feedback },
	{ eventId: "timeless", type: "PasswordChange" },
	{ eventId: "newer", type: "Passkey", riskLevel: "Extreme", time: "2026-11-20T08:00:00Z" },
	{ eventId: "old", type: "SignIn", riskDecision: "NoRisk", time: "2026-11-19T08:00:00Z" },
];

/** The IDs of the events that match a filter, and the number of pages read. */
async function list(filter?: AuthEventFilter, events: readonly AuthEvent[] = mixed) {
	const cognito = new FakeCognito();
	cognito.hold(alice, ...events);
	const listed = await listEvents(cognito, alice, filter);
	return { ids: listed.map(({ eventId }) => eventId), reads: cognito.reads.length };
}

describe("listing a user's events", () => {
	it("returns all of them, complete and newest first, without a filter", async () => {
		const cognito = new FakeCognito();
		cognito.hold(alice, ...mixed);
		expect(await listEvents(cognito, alice)).to.deep.equal(mixed);
		expect(await listEvents(cognito, alice, {})).to.deep.equal(mixed);
	});

	it("returns an empty list if there are none", async () => {
		expect(await list({}, [])).to.deep.equal({ ids: [], reads: 1 });
	});

	for (const [filter, ids] of [
		[{ riskLevelAtLeast: "Low" }, ["high", "low", "medium", "newer"]],
		[{ riskLevelAtLeast: "Medium" }, ["high", "medium", "newer"]],
		[{ riskLevelAtLeast: "High" }, ["high", "newer"]],
		[{ types: ["SignIn"] }, ["high", "medium", "old"]],
		[{ types: ["SignUp", "Passkey"] }, ["low", "newer"]],
		[{ types: [] }, []],
		[{ unreviewed: true }, ["high", "timeless", "newer", "old"]],
		[{ unreviewed: false }, ["high", "low", "medium", "timeless", "newer", "old"]],
		[{ since: "2026-11-20T10:00:00Z" }, ["high", "low", "medium", "timeless"]],
		[{ since: "2026-11-20T12:00:00+01:00" }, ["high", "low"]],
		[{ since: "2026-11-20" }, ["high", "low", "medium", "timeless", "newer"]],
		[{ since: "2030-01-01" }, []],
		[{ limit: 2 }, ["high", "low"]],
		[{ limit: 1, types: ["SignIn"], riskLevelAtLeast: "Medium", unreviewed: true }, ["high"]],
		[{ types: ["SignIn"], since: "2026-11-20", riskLevelAtLeast: "Low" }, ["high", "medium"]],
	] satisfies [AuthEventFilter, string[]][]) {
		it(`with ${JSON.stringify(filter)} returns ${ids.join(", ") || "nothing"}`, async () => {
			expect((await list(filter)).ids).to.deep.equal(ids);
		});
	}

	for (const [what, events] of [
		["oldest first", mixed.toReversed()],
		["in no order", [3, 0, 5, 1, 4, 2].flatMap((at) => mixed[at] ?? [])],
	] as const) {
		it(`returns the same from a server that lists ${what}, newest first`, async () => {
			const { ids } = await list({ since: "2026-11-20T10:00:00Z" }, events);
			expect(ids.filter((id) => id !== "timeless")).to.deep.equal(["high", "low", "medium"]);
			expect((await list({ riskLevelAtLeast: "Low", limit: 2 }, events)).ids).to.deep.equal(["high", "low"]);
		});
	}

	it("reads on if the oldest events of several pages come first", async () => {
		const events = buildAuthEvents(130).toReversed();
		const { ids } = await list({ since: events[125]?.time ?? "" }, events);
		expect(ids).to.deep.equal(["e1", "e2", "e3", "e4", "e5"]);
	});

	it("reads no further than its limit", async () => {
		const events = buildAuthEvents(500);
		expect((await list({ limit: 60 }, events)).reads).to.equal(1);
		expect((await list({ limit: 61 }, events)).reads).to.equal(2);
		expect((await list({ limit: 1000 }, events)).reads).to.equal(9);
	});

	it("reads no further than the first event that is too old", async () => {
		const events = buildAuthEvents(500);
		const { ids, reads } = await list({ since: events[69]?.time ?? "" }, events);
		expect(ids).to.have.length(70);
		expect(reads).to.equal(2);
	});

	it("reads on if the last event of a page is from the start of the period", async () => {
		const since = "2026-11-01T00:00:00Z";
		const events = buildAuthEvents(61).map((event, index) =>
			index < 59 ? event : { ...event, time: since },
		);
		expect((await list({ since }, events)).ids).to.have.length(61);
	});

	it("counts towards its limit only events that match the filter", async () => {
		const events = buildAuthEvents(130).map((event, index) => ({
			...event,
			type: index === 125 ? "SignUp" : "SignIn",
		}));
		expect(await list({ types: ["SignUp"], limit: 1 }, events)).to.deep.equal({ ids: ["e126"], reads: 3 });
	});

	it("reads again each time", async () => {
		const cognito = new FakeCognito();
		cognito.hold(alice, ...mixed);
		await listEvents(cognito, alice);
		await listEvents(cognito, alice);
		expect(cognito.reads).to.have.length(2);
	});

	it("treats the end of the period as exclusive", async () => {
		expect((await list({ until: "2026-11-20T11:00:00Z" })).ids).to.deep.equal([
			"medium",
			"timeless",
			"newer",
			"old",
		]);
	});

	it("rejects a known type in the wrong case, and warns about an unknown one", async () => {
		const refused = await rejectionOf(list({ types: ["Signin"] }));
		expect(refused.message).to.equal('`filter.types` has "Signin" (did you mean `SignIn`?)');
		expect(unknownTypes(["SignIn", "Passkey", "Sign-In"]).map((text) => text.slice(0, 50))).to.deep.equal([
			'event type "Passkey" is not one that this version ',
			'event type "Sign-In" is not one that this version ',
		]);
		expect(unknownTypes(["Sign-In"])[0]).to.include("(did you mean `SignIn`?)");
		expect(unknownTypes(["Passkey"])[0]).not.to.include("did you mean");
	});
});
