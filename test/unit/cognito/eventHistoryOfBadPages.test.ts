import { expect } from "chai";
import type { AuthEvent, AuthEventPage } from "#provider/cognito/authEvent";
import { CognitoError } from "#provider/cognito/cognitoError";
import { EventHistory } from "#provider/cognito/events";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";

/** A history whose pages come from a function, which receives the number of pages read before. */
function historyOf(page: (before: number) => AuthEventPage) {
	const counted = { reads: 0 };
	const history = new EventHistory({ listAuthEvents: async () => page(counted.reads++) }, alice);
	return { history, counted };
}

/** The reason why the pages of a history count as endless. */
async function endlessOf(history: EventHistory): Promise<string> {
	const error = await rejectionOf(history.find("missing"));
	if (!(error instanceof CognitoError)) throw error;
	const { detail = "", ...failure } = error.failure;
	expect(failure).to.deep.equal({
		kind: "endlessPages",
		operation: "AdminListUserAuthEvents",
		userPoolId: alice.userPoolId,
	});
	return detail;
}

const only = (...events: AuthEvent[]) => historyOf(() => ({ events }));

describe("a user's history of unusual pages", () => {
	it("continues after a page without events that has a token", async () => {
		const { history, counted } = historyOf((before) =>
			before < 3 ? { events: [], nextToken: `t${before}` } : { events: [{ eventId: "e1" }] },
		);
		expect(await history.find("e1")).to.deep.equal({ eventId: "e1" });
		expect(counted.reads).to.equal(4);
	});

	it("is an error if the same token repeats forever", async () => {
		const { history, counted } = historyOf((before) => ({
			events: [{ eventId: `e${before}` }],
			nextToken: "again",
		}));
		expect(await endlessOf(history))
			.to.contain("repeated a page token")
			.and.to.contain("stopped after 2 events");
		expect(counted.reads).to.equal(2);
	});

	it("is an error if tokens repeat in a cycle", async () => {
		const { history, counted } = historyOf((before) => ({
			events: [{ eventId: `e${before}` }],
			nextToken: `t${before % 3}`,
		}));
		expect(await endlessOf(history)).to.contain("repeated a page token");
		expect(counted.reads).to.equal(4);
	});

	it("is an error if pages without events never end, each with a new token", async () => {
		const { history, counted } = historyOf((before) => ({ events: [], nextToken: `t${before}` }));
		expect(await endlessOf(history)).to.contain("pages without an event");
		expect(counted.reads).to.be.lessThan(1000);
	});

	it("contains events on the page that repeats a token, for the first caller and later ones", async () => {
		const { history } = historyOf((before) => ({ events: [{ eventId: `e${before}` }], nextToken: "again" }));
		expect(await history.find("e1")).to.deep.equal({ eventId: "e1" });
		expect(await history.find("e1")).to.deep.equal({ eventId: "e1" });
	});

	it("returns the newer of two events with the same ID, on one page", async () => {
		const { history } = only({ eventId: "e1", type: "SignIn" }, { eventId: "e1", type: "SignUp" });
		expect(await history.find("e1")).to.deep.equal({ eventId: "e1", type: "SignIn" });
	});

	it("returns the newer of two events with the same ID, on two pages", async () => {
		const { history } = historyOf((before) =>
			before === 0
				? { events: [{ eventId: "e1", type: "SignIn" }], nextToken: "t" }
				: { events: [{ eventId: "e1", type: "SignUp" }] },
		);
		await history.find("missing");
		expect(await history.find("e1")).to.deep.equal({ eventId: "e1", type: "SignIn" });
	});

	for (const eventId of ["__proto__", "constructor", "toString"]) {
		it(`contains an event with the ID ${eventId} only if Cognito listed it`, async () => {
			expect(await only({ eventId: "e1" }).history.find(eventId)).to.equal(undefined);
			expect(await only({ eventId }).history.find(eventId)).to.deep.equal({ eventId });
		});
	}

	it("contains events without time, risk and context, and events of the future", async () => {
		const future = { eventId: "e2", time: "2199-01-01T00:00:00Z" };
		const { history } = only({ eventId: "e1" }, future);
		expect(await history.find("e1")).to.deep.equal({ eventId: "e1" });
		expect(await history.find("e2")).to.deep.equal(future);
		expect(history.searched).to.deep.equal({ events: 2, from: future.time, to: future.time });
	});
});
