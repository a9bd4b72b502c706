import { expect } from "chai";
import type { AuthEvent, UserRef } from "#provider/cognito/authEvent";
import { EventCache, type LookUp } from "#provider/cognito/events";
import { buildAuthEvent, buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../support/buildCognitoError.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";
import { fakeTimes } from "../../support/fakeTime.ts";

const bob = { ...alice, username: "bob" };

function build(count = 1) {
	const cognito = new FakeCognito();
	cognito.hold(alice, ...buildAuthEvents(count));
	cognito.hold(bob, ...buildAuthEvents(count));
	const cache = new EventCache(cognito);
	return {
		cognito,
		cached: (user: UserRef, eventId: string) => cache.lookUp({ ...user, eventId }),
		fresh: (user: UserRef, eventId: string) => cache.lookUpFresh({ ...user, eventId }),
		expectFresh: (user: UserRef, eventId: string) => cache.expectFresh({ ...user, eventId }),
		expectNoMore: (user: UserRef, eventId: string) => cache.expectNoMore({ ...user, eventId }),
	};
}

function eventOf(found: LookUp): AuthEvent | undefined {
	return found.outcome === "found" ? found.event : undefined;
}

/** Holds the first read until it is released. */
function holdFirstRead(cognito: FakeCognito) {
	let letGo: () => void = () => {};
	const gate = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	const arrived = new Promise<void>((resolve) => {
		cognito.beforeRead = () => {
			resolve();
			cognito.beforeRead = () => {};
			return gate;
		};
	});
	return { arrived, letGo };
}

describe("looking events up in the histories of a run", () => {
	it("reads each user's history once for all callers", async () => {
		const { cognito, cached } = build(120);
		await Promise.all(["e1", "e61", "e120"].map((id) => cached({ ...alice }, id)));
		expect(cognito.reads).to.have.length(2);
	});

	it("reads one history for each user of each pool", async () => {
		const { cognito, cached } = build();
		const elsewhere = { userPoolId: "eu-west-1_X", username: "alice" };
		cognito.hold(elsewhere, buildAuthEvent({ eventId: "other" }));
		expect((await cached(alice, "other")).outcome).to.equal("notFound");
		expect(eventOf(await cached(bob, "e1"))).to.include({ eventId: "e1" });
		expect(eventOf(await cached(elsewhere, "other"))).to.include({ eventId: "other" });
		expect(cognito.reads.map(({ user }) => user)).to.deep.equal([alice, bob, elsewhere]);
	});

	it("reads the histories of several users concurrently", async () => {
		const { cognito, cached } = build();
		const { arrived, letGo } = holdFirstRead(cognito);
		const first = cached(alice, "e1");
		await arrived;
		expect(eventOf(await cached(bob, "e1"))).to.include({ eventId: "e1" });
		letGo();
		expect(eventOf(await first)).to.include({ eventId: "e1" });
	});
});

describe("the result of a look-up", () => {
	it("is not found, with the searched period, if the history was read to its end", async () => {
		const { cached } = build(61);
		expect(await cached(alice, "missing")).to.deep.equal({
			outcome: "notFound",
			searched: { events: 61, from: "2026-11-20T11:00:00Z", to: "2026-11-20T12:00:00Z" },
		});
	});

	for (const [kind, outcome] of [
		["notFound", "notFound"],
		["userNotFound", "notFound"],
		["accessDenied", "failed"],
		["unexpected", "failed"],
	] as const) {
		it(`is ${outcome} if Cognito fails with ${kind}`, async () => {
			const { cognito, cached } = build();
			const error = buildCognitoError({ kind });
			cognito.beforeRead = () => {
				throw error;
			};
			expect(await cached(alice, "e1")).to.include({ outcome, error });
		});
	}

	it("does not hide an error of the program itself", async () => {
		const { cognito, cached } = build();
		const defect = new TypeError("a defect");
		cognito.beforeRead = () => {
			throw defect;
		};
		expect(await rejectionOf(cached(alice, "e1"))).to.equal(defect);
	});
});

describe("a fresh look-up", () => {
	it("ignores pages that the run read before", async () => {
		const { cognito, cached, fresh } = build();
		await cached(alice, "e1");
		cognito.hold(alice, buildAuthEvent({ feedback: { value: "Valid", provider: "Admin" } }));
		expect(eventOf(await fresh(alice, "e1"))?.feedback?.value).to.equal("Valid");
		expect(eventOf(await cached(alice, "e1"))?.feedback).to.equal(undefined);
	});

	it("ignores a reading that started before", async () => {
		const { cognito, fresh } = build();
		const { arrived, letGo } = holdFirstRead(cognito);
		const before = fresh(alice, "e1");
		await arrived;
		const after = fresh(alice, "e1");
		expect(cognito.reads).to.have.length(1);
		letGo();
		await Promise.all([before, after]);
		expect(cognito.reads).to.have.length(2);
	});

	it("serves all concurrent callers with one reading, and all waiting ones with the next", async () => {
		const { cognito, fresh } = build(120);
		const ids = buildAuthEvents(120).map(({ eventId }) => eventId);
		const { arrived, letGo } = holdFirstRead(cognito);
		const first = Promise.all(ids.map((id) => fresh(alice, id)));
		await arrived;
		const waiting = Promise.all(ids.map((id) => fresh(alice, id)));
		letGo();
		for (const found of [await first, await waiting])
			expect(found.map((each) => eventOf(each)?.eventId)).to.deep.equal(ids);
		expect(cognito.reads.map(({ token }) => token)).to.deep.equal([undefined, "60", undefined, "60"]);
	});

	it("does not wait for the reading of another user", async () => {
		const { cognito, fresh } = build();
		const { arrived, letGo } = holdFirstRead(cognito);
		const first = fresh(alice, "e1");
		await arrived;
		expect(eventOf(await fresh(bob, "e1"))).to.include({ eventId: "e1" });
		letGo();
		await first;
	});

	it("works again after a failed reading", async () => {
		const { cognito, fresh } = build();
		const error = buildCognitoError();
		cognito.beforeRead = () => {
			cognito.beforeRead = () => {};
			throw error;
		};
		const failing = await Promise.all([fresh(alice, "e1"), fresh(alice, "e2")]);
		expect(failing).to.deep.equal([
			{ outcome: "failed", error },
			{ outcome: "failed", error },
		]);
		expect(eventOf(await fresh(alice, "e1"))).to.include({ eventId: "e1" });
		expect(cognito.reads).to.have.length(2);
	});
});

describe("a fresh look-up after another", () => {
	const tokens = ({ reads }: FakeCognito) => reads.map(({ token }) => token);

	/** A history of 200 events that was read up to `e130`, on its third page of four. */
	async function buildRead() {
		const built = build(200);
		await built.cached(alice, "e130");
		built.cognito.reads.length = 0;
		return built;
	}

	it("reads the page of the event, once for all events on it", async () => {
		const { cognito, fresh } = await buildRead();
		const found = await Promise.all(["e121", "e130", "e2"].map((id) => fresh(alice, id)));
		expect(found.map((each) => eventOf(each)?.eventId)).to.deep.equal(["e121", "e130", "e2"]);
		expect(tokens(cognito)).to.deep.equal(["120", undefined]);
	});

	it("reads the history again if newer events have moved the event to another page", async () => {
		const { cognito, fresh } = await buildRead();
		const newer = ["n1", "n2"].map((eventId) => buildAuthEvent({ eventId }));
		cognito.hold(alice, ...newer, ...buildAuthEvents(200));
		expect(eventOf(await fresh(alice, "e120"))).to.include({ eventId: "e120" });
		expect(tokens(cognito)).to.deep.equal(["60", undefined, "60", "120"]);
		cognito.reads.length = 0;
		expect(eventOf(await fresh(alice, "e119"))).to.include({ eventId: "e119" });
		expect(tokens(cognito)).to.deep.equal(["120"]);
	});

	it("reads the history again if the token of the page has expired", async () => {
		const { cognito, fresh } = await buildRead();
		cognito.beforeRead = () => {
			cognito.beforeRead = () => {};
			throw buildCognitoError({ kind: "invalidParameter" });
		};
		expect(eventOf(await fresh(alice, "e130"))).to.include({ eventId: "e130" });
		expect(tokens(cognito)).to.deep.equal(["120", undefined, "60", "120"]);
	});

	it("reads the history to its end if the event no longer exists", async () => {
		const { cognito, fresh } = await buildRead();
		cognito.hold(alice, ...buildAuthEvents(100));
		expect((await fresh(alice, "e130")).outcome).to.equal("notFound");
		expect(tokens(cognito)).to.deep.equal(["120", undefined, "60"]);
	});

	for (const [kind, outcome] of [
		["userNotFound", "notFound"],
		["timeout", "failed"],
	] as const)
		it(`is ${outcome} after one request if Cognito fails with ${kind}`, async () => {
			const { cognito, fresh } = await buildRead();
			cognito.beforeRead = () => {
				throw buildCognitoError({ kind });
			};
			expect((await fresh(alice, "e130")).outcome).to.equal(outcome);
			expect(cognito.reads).to.have.length(1);
		});
});

describe("a fresh look-up while others are expected", () => {
	const time = fakeTimes();

	async function buildExpecting(count: number) {
		const built = build(60);
		await built.cached(alice, "e1");
		for (let each = 1; each <= count; each++) built.expectFresh(alice, `e${each}`);
		return { ...built, freshReads: () => built.cognito.reads.length - 1 };
	}

	it("waits for as many as Pulumi creates in parallel", async () => {
		const { fresh, freshReads } = await buildExpecting(10);
		const looking = [1, 2, 3, 4, 5, 6, 7, 8].map((each) => fresh(alice, `e${each}`));
		await time().settle();
		expect(freshReads()).to.equal(0);
		looking.push(fresh(alice, "e9"));
		const found = await Promise.all(looking);
		expect(found.map((each) => eventOf(each)?.eventId)).to.include.members(["e1", "e9"]);
		expect(freshReads()).to.equal(1);
	});

	it("waits for the last third of those no longer than the others took", async () => {
		const { fresh, freshReads } = await buildExpecting(10);
		const looking = [fresh(alice, "e1")];
		await time().advance(300);
		looking.push(...[2, 3, 4, 5, 6].map((each) => fresh(alice, `e${each}`)));
		await time().advance(299);
		expect(freshReads()).to.equal(0);
		await time().until(Promise.all(looking));
		expect(time().now).to.equal(600);
		expect(freshReads()).to.equal(1);
	});

	it("does not wait for withdrawn ones", async () => {
		const { fresh, freshReads, expectNoMore } = await buildExpecting(3);
		const looking = fresh(alice, "e1");
		for (const eventId of ["e2", "e3"]) expectNoMore(alice, eventId);
		await looking;
		expect(freshReads()).to.equal(1);
	});

	it("does not wait if Pulumi creates one resource at a time", async () => {
		const { fresh, freshReads } = await buildExpecting(2);
		await fresh(alice, "e1");
		await fresh(alice, "e2");
		expect(freshReads()).to.equal(2);
	});

	it("serves fewer look-ups with one reading", async () => {
		const { fresh, freshReads } = await buildExpecting(3);
		const first = fresh(alice, "e1");
		await time().settle();
		expect(freshReads()).to.equal(0);
		await Promise.all([first, fresh(alice, "e2"), fresh(alice, "e3")]);
		expect(freshReads()).to.equal(1);
	});

	it("waits at most two seconds for missing ones", async () => {
		const { fresh, freshReads } = await buildExpecting(10);
		const looking = fresh(alice, "e1");
		await time().advance(1_999);
		expect(freshReads()).to.equal(0);
		await time().until(looking);
		expect(time().now).to.equal(2_000);
		expect(freshReads()).to.equal(1);
	});

	it("does not wait for those of another user", async () => {
		const { fresh } = await buildExpecting(10);
		expect(eventOf(await fresh(bob, "e1"))).to.include({ eventId: "e1" });
	});
});
