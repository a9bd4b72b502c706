import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { History } from "#provider/lifecycle/history";
import { buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

/** A history of `e1` to `e<count>`, newest first, and the service that it is read from. */
function historyOf(count: number) {
	const service = new FakeCognito();
	service.hold(alice, ...buildAuthEvents(count));
	return { service, history: new History((token) => service.listAuthEvents(alice, token)) };
}

describe("a user's history", () => {
	it("is not read before an event is asked for", () => {
		expect(historyOf(10).service.reads).to.have.length(0);
	});

	for (const [count, pages] of [
		[1, 1],
		[60, 1],
		[61, 2],
		[500, 9],
		[10_000, 167],
	] as const) {
		it(`of ${count} events is read in ${pages} pages, however many ask at once`, async () => {
			const { service, history } = historyOf(count);
			const ids = buildAuthEvents(count).map(({ eventId }) => eventId);
			const found = await Promise.all([...ids, ...ids].map((eventId) => history.find(eventId)));
			expect(found.map((event) => event?.eventId)).to.deep.equal([...ids, ...ids]);
			expect(service.reads).to.have.length(pages);
		});
	}

	it("is read no further than the last event that was asked for", async () => {
		const { service, history } = historyOf(500);
		expect(await history.find("e61")).to.include({ eventId: "e61" });
		expect(await history.find("e3")).to.include({ eventId: "e3" });
		expect(service.reads.map(({ token }) => token)).to.deep.equal([undefined, "60"]);
	});

	it("is read on from there when an older event is asked for", async () => {
		const { service, history } = historyOf(500);
		await history.find("e1");
		await history.find("e121");
		expect(service.reads.map(({ token }) => token)).to.deep.equal([undefined, "60", "120"]);
	});

	it("is read to its end, once, for events that it does not hold", async () => {
		const { service, history } = historyOf(130);
		expect(await Promise.all(["x", "y", "__proto__"].map((id) => history.find(id)))).to.deep.equal([
			undefined,
			undefined,
			undefined,
		]);
		expect(await history.find("z")).to.equal(undefined);
		expect(service.reads).to.have.length(3);
	});

	it("that is empty holds no event, and is read once", async () => {
		const { service, history } = historyOf(0);
		expect(await history.find("e1")).to.equal(undefined);
		expect(await history.find("e2")).to.equal(undefined);
		expect(service.reads).to.have.length(1);
		expect(history.searched).to.deep.equal({ events: 0 });
	});

	it("tells how many events were read and of what times, in whatever order they came", async () => {
		const events = [
			{ eventId: "a", time: "2026-11-19T00:00:00Z" },
			{ eventId: "b" },
			{ eventId: "c", time: "2026-11-21T00:00:00Z" },
			{ eventId: "d", time: "2026-11-20T00:00:00Z" },
		];
		const history = new History(async () => ({ events }));
		await history.find("x");
		expect(history.searched).to.deep.equal({
			events: 4,
			from: "2026-11-19T00:00:00Z",
			to: "2026-11-21T00:00:00Z",
		});
	});

	it("whose request fails fails for all who ask, now and later, with one request", async () => {
		const { service, history } = historyOf(10);
		const failure = new FeedbackError("out of order");
		service.beforeRead = () => {
			throw failure;
		};
		expect(await Promise.all(["e1", "e2"].map((id) => rejectionOf(history.find(id))))).to.deep.equal([
			failure,
			failure,
		]);
		expect(await rejectionOf(history.find("e3"))).to.equal(failure);
		expect(service.reads).to.have.length(1);
	});

	it("still gives the events that were read before a request failed", async () => {
		const { service, history } = historyOf(100);
		await history.find("e1");
		service.beforeRead = () => {
			throw new FeedbackError("out of order");
		};
		await rejectionOf(history.find("e99"));
		expect(await history.find("e2")).to.include({ eventId: "e2" });
	});
});
