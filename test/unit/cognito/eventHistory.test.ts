import { expect } from "chai";
import { EventHistory } from "#provider/cognito/events";
import { buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../support/buildCognitoError.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

/** A history of `e1` to `e<count>`, newest first, and its Cognito. */
function historyOf(count: number) {
	const cognito = new FakeCognito();
	cognito.hold(alice, ...buildAuthEvents(count));
	return { cognito, history: new EventHistory(cognito, alice) };
}

describe("a user's history", () => {
	it("is not read before an event is requested", () => {
		expect(historyOf(10).cognito.reads).to.have.length(0);
	});

	for (const [count, pages] of [
		[1, 1],
		[60, 1],
		[61, 2],
		[500, 9],
		[10_000, 167],
	] as const) {
		it(`of ${count} events is read in ${pages} pages, however many concurrent callers there are`, async () => {
			const { cognito, history } = historyOf(count);
			const ids = buildAuthEvents(count).map(({ eventId }) => eventId);
			const found = await Promise.all([...ids, ...ids].map((eventId) => history.find(eventId)));
			expect(found.map((event) => event?.eventId)).to.deep.equal([...ids, ...ids]);
			expect(cognito.reads).to.have.length(pages);
		});
	}

	it("is read no further than the last requested event", async () => {
		const { cognito, history } = historyOf(500);
		expect(await history.find("e61")).to.include({ eventId: "e61" });
		expect(await history.find("e3")).to.include({ eventId: "e3" });
		expect(cognito.reads.map(({ token }) => token)).to.deep.equal([undefined, "60"]);
	});

	it("is read on from there when an older event is requested", async () => {
		const { cognito, history } = historyOf(500);
		await history.find("e1");
		await history.find("e121");
		expect(cognito.reads.map(({ token }) => token)).to.deep.equal([undefined, "60", "120"]);
	});

	it("may end with an empty page after a page with a token", async () => {
		const { cognito } = historyOf(60);
		const list = cognito.listAuthEvents.bind(cognito);
		cognito.listAuthEvents = async (user, token) => {
			const { events } = await list(user, token === undefined ? undefined : "60");
			return { events, ...(events.length > 0 && { nextToken: "e60#2026-11-20T08:14:00Z" }) };
		};
		const history = new EventHistory(cognito, alice);
		expect(await history.find("e60")).to.include({ eventId: "e60" });
		expect(await history.find("x")).to.equal(undefined);
		expect(cognito.reads).to.have.length(2);
	});

	it("is read to its end once for events that it does not contain", async () => {
		const { cognito, history } = historyOf(130);
		expect(await Promise.all(["x", "y", "__proto__"].map((id) => history.find(id)))).to.deep.equal([
			undefined,
			undefined,
			undefined,
		]);
		expect(await history.find("z")).to.equal(undefined);
		expect(cognito.reads).to.have.length(3);
	});

	it("that is empty contains no event, and is read once", async () => {
		const { cognito, history } = historyOf(0);
		expect(await history.find("e1")).to.equal(undefined);
		expect(await history.find("e2")).to.equal(undefined);
		expect(cognito.reads).to.have.length(1);
		expect(history.searched).to.deep.equal({ events: 0 });
	});

	it("counts the events that were read, with the oldest and newest time, in whatever order they were listed", async () => {
		const events = [
			{ eventId: "a", time: "2026-11-19T00:00:00Z" },
			{ eventId: "b" },
			{ eventId: "c", time: "2026-11-21T00:00:00Z" },
			{ eventId: "d", time: "2026-11-20T00:00:00Z" },
		];
		const history = new EventHistory({ listAuthEvents: async () => ({ events }) }, alice);
		await history.find("x");
		expect(history.searched).to.deep.equal({
			events: 4,
			from: "2026-11-19T00:00:00Z",
			to: "2026-11-21T00:00:00Z",
		});
	});

	it("with a failing request fails for all current and later callers, with one request", async () => {
		const { cognito, history } = historyOf(10);
		const failure = buildCognitoError();
		cognito.beforeRead = () => {
			throw failure;
		};
		expect(await Promise.all(["e1", "e2"].map((id) => rejectionOf(history.find(id))))).to.deep.equal([
			failure,
			failure,
		]);
		expect(await rejectionOf(history.find("e3"))).to.equal(failure);
		expect(cognito.reads).to.have.length(1);
	});

	it("still gives the events that were read before a request failed", async () => {
		const { cognito, history } = historyOf(100);
		await history.find("e1");
		cognito.beforeRead = () => {
			throw buildCognitoError();
		};
		await rejectionOf(history.find("e99"));
		expect(await history.find("e2")).to.include({ eventId: "e2" });
	});
});

describe("a user's history in order", () => {
	for (const count of [0, 1, 60, 61, 10_000]) {
		it(`returns each of ${count} events once, newest first`, async () => {
			const { cognito, history } = historyOf(count);
			expect((await Array.fromAsync(history.pages())).flat()).to.deep.equal(buildAuthEvents(count));
			expect(cognito.reads).to.have.length(Math.max(1, Math.ceil(count / 60)));
		});
	}

	it("is read no further than requested", async () => {
		const { cognito, history } = historyOf(500);
		for await (const page of history.pages()) if (page.some(({ eventId }) => eventId === "e60")) break;
		expect(cognito.reads).to.have.length(1);
	});

	it("reads no page again when another caller reads to the end meanwhile", async () => {
		const { cognito, history } = historyOf(120);
		const seen: string[] = [];
		for await (const page of history.pages()) {
			if (seen.length === 0) await history.find("missing");
			seen.push(...page.map(({ eventId }) => eventId));
		}
		expect(seen).to.deep.equal(buildAuthEvents(120).map(({ eventId }) => eventId));
		expect(cognito.reads).to.have.length(2);
	});
});
