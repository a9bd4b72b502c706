import { expect } from "chai";
import type { EmulatorRequest } from "#provider/emulator/index";
import { emulators, refusalOf } from "../../support/emulatorClient.ts";
import { aliceWith, eventsInARow, poolWith } from "../../support/emulatorContent.ts";
import { Hold } from "../../support/emulatorHold.ts";

describe("emulator: feedback", () => {
	const start = emulators();

	it("shows in the listing with its value, an administrator as its provider and the clock's date", async () => {
		const now = new Date("2026-11-23T10:20:30.400Z");
		const { list, event, give } = bound(
			await start({ content: aliceWith(...eventsInARow(2)), now: () => now }),
		);
		await give("e1", "Valid");
		expect(await event("e1")).to.deep.include({
			EventFeedback: { FeedbackValue: "Valid", Provider: "Admin", FeedbackDate: now },
		});
		expect((await list()).AuthEvents?.[0]).not.to.have.property("EventFeedback");
	});

	it("is overwritten by later feedback on the same event", async () => {
		const { event, give } = bound(await start({ content: aliceWith({ EventId: "e1" }) }));
		await give("e1", "Valid");
		await give("e1", "Invalid");
		expect((await event("e1"))?.EventFeedback?.FeedbackValue).to.equal("Invalid");
	});

	it("overwrites feedback of the user", async () => {
		const EventFeedback = { FeedbackValue: "Invalid", Provider: "User", FeedbackDate: 1_790_000_000 };
		const { event, give } = bound(await start({ content: aliceWith({ EventId: "e1", EventFeedback }) }));
		await give("e1", "Valid");
		expect((await event("e1"))?.EventFeedback).to.include({ FeedbackValue: "Valid", Provider: "Admin" });
	});

	it("on an event of another user is rejected with the event's ID", async () => {
		const content = poolWith([
			{ Username: "alice", AuthEvents: [{ EventId: "of-alice" }] },
			{ Username: "bob", AuthEvents: [{ EventId: "of-bob" }] },
		]);
		const { give } = bound(await start({ content }));
		expect(await refusalOf(give("of-bob", "Valid"))).to.deep.equal({
			name: "ResourceNotFoundException",
			message: "Auth event of-bob does not exist.",
			status: 400,
		});
	});

	it("does not change the content passed in, and shows in content(), a copy", async () => {
		const content = aliceWith({ EventId: "e1" });
		const { emulator, give } = bound(await start({ content }));
		await give("e1", "Valid");
		expect(content).to.deep.equal(aliceWith({ EventId: "e1" }));
		const copy = emulator.content();
		expect(copy.UserPools[0]?.Users?.[0]?.AuthEvents?.[0]?.EventFeedback?.FeedbackValue).to.equal("Valid");
		copy.UserPools = [];
		expect(emulator.content().UserPools).to.have.length(1);
	});

	it("accepts usernames and event IDs named like built-in properties", async () => {
		const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
		const users = names.map((Username) => ({ Username, AuthEvents: names.map((EventId) => ({ EventId })) }));
		const { list, give } = bound(await start({ content: poolWith(users) }));
		await give("__proto__", "Valid", "__proto__");
		const { AuthEvents = [] } = await list({ Username: "__proto__" });
		expect(AuthEvents.map((event) => event.EventId)).to.deep.equal(names);
		expect(AuthEvents.map((event) => event.EventFeedback?.FeedbackValue ?? null)).to.deep.equal([
			"Valid",
			null,
			null,
			null,
		]);
		expect((await refusalOf(give("valueOf", "Valid", "__proto__"))).name).to.equal(
			"ResourceNotFoundException",
		);
		expect((await refusalOf(give("__proto__", "Valid", "valueOf"))).name).to.equal("UserNotFoundException");
	});

	it("is all kept from many concurrent requests", async () => {
		const { list, give } = bound(await start({ content: aliceWith(...eventsInARow(60)) }));
		await Promise.all(eventsInARow(60).map(({ EventId }) => give(EventId, "Invalid")));
		const { AuthEvents = [] } = await list();
		expect(AuthEvents.every((event) => event.EventFeedback?.FeedbackValue === "Invalid")).to.equal(true);
	});
});

describe("emulator: requests", () => {
	const start = emulators();

	it("are recorded in order and shown to onRequest before the responses", async () => {
		const seen: EmulatorRequest[] = [];
		const one = await start({
			content: aliceWith({ EventId: "e1" }),
			onRequest: (request) => {
				seen.push(request);
			},
		});
		await one.list();
		await one.give("e1", "Valid");
		await refusalOf(one.give("unknown", "Valid"));
		const inPool = { UserPoolId: "eu-central-1_Test", Username: "alice" };
		expect(one.emulator.requests).to.deep.equal([
			{ operation: "AdminListUserAuthEvents", input: inPool },
			{
				operation: "AdminUpdateAuthEventFeedback",
				input: { ...inPool, EventId: "e1", FeedbackValue: "Valid" },
			},
			{
				operation: "AdminUpdateAuthEventFeedback",
				input: { ...inPool, EventId: "unknown", FeedbackValue: "Valid" },
			},
		]);
		expect(seen).to.deep.equal(one.emulator.requests);
	});

	it("wait for onRequest", async () => {
		const held = new Hold();
		const one = await start({ content: aliceWith({ EventId: "e1" }), onRequest: held.hold });
		const submitted = one.give("e1", "Valid");
		await held.arrived;
		expect(one.emulator.content()).to.deep.equal(aliceWith({ EventId: "e1" }));
		held.letGo();
		await submitted;
		expect(one.emulator.content()).not.to.deep.equal(aliceWith({ EventId: "e1" }));
	});
});

describe("emulator: close", () => {
	const start = emulators();

	it("ends unused connections at once and can be called again", async () => {
		const one = await start({ content: aliceWith({ EventId: "e1" }) });
		await one.list();
		await Promise.all([one.emulator.close(), one.emulator.close()]);
		await one.emulator.close();
		const { message } = await refusalOf(one.list());
		expect(message).to.match(/ECONNREFUSED|ECONNRESET|socket hang up/);
	});

	it("lets a delayed request change nothing", async () => {
		const held = new Hold();
		const one = await start({ content: aliceWith({ EventId: "e1" }), onRequest: held.hold });
		const refused = refusalOf(one.give("e1", "Valid"));
		await held.arrived;
		await one.emulator.close();
		held.letGo();
		await refused;
		expect(one.emulator.content()).to.deep.equal(aliceWith({ EventId: "e1" }));
	});

	it("frees the port for the next one", async () => {
		const first = await start();
		const port = Number(new URL(first.emulator.endpoint).port);
		const { message } = await refusalOf(start({ port }));
		expect(message).to.equal(
			`Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free port.`,
		);
		await first.close();
		const second = await start({ port });
		expect(second.emulator.endpoint).to.equal(first.emulator.endpoint);
	});
});

/** Binds the methods, so that tests read like the operations. */
function bound(one: Awaited<ReturnType<ReturnType<typeof emulators>>>) {
	return {
		emulator: one.emulator,
		list: one.list.bind(one),
		event: one.event.bind(one),
		give: one.give.bind(one),
	};
}
