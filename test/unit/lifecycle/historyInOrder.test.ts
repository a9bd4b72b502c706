import { expect } from "chai";
import { History } from "#provider/lifecycle/history";
import { buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

function historyOf(count: number) {
	const service = new FakeCognito();
	service.hold(alice, ...buildAuthEvents(count));
	return { service, history: new History((token) => service.listAuthEvents(alice, token)) };
}

describe("a user's history in order", () => {
	for (const count of [0, 1, 60, 61, 10_000]) {
		it(`gives each of ${count} events once, newest first`, async () => {
			const { service, history } = historyOf(count);
			expect(await Array.fromAsync(history)).to.deep.equal(buildAuthEvents(count));
			expect(service.reads).to.have.length(Math.max(1, Math.ceil(count / 60)));
		});
	}

	it("is read no further than is asked for", async () => {
		const { service, history } = historyOf(500);
		for await (const event of history) if (event.eventId === "e60") break;
		expect(service.reads).to.have.length(1);
	});

	it("reads no page again when somebody else reads to the end meanwhile", async () => {
		const { service, history } = historyOf(120);
		const seen: string[] = [];
		for await (const { eventId } of history) {
			if (seen.length === 0) await history.find("missing");
			seen.push(eventId);
		}
		expect(seen).to.deep.equal(buildAuthEvents(120).map(({ eventId }) => eventId));
		expect(service.reads).to.have.length(2);
	});
});
