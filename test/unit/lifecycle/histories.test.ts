import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { Histories } from "#provider/lifecycle/histories";
import { buildAuthEvent, buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeCognito } from "../../support/fakeCognito.ts";

const bob = { ...alice, username: "bob" };

function build(count = 1) {
	const service = new FakeCognito();
	service.hold(alice, ...buildAuthEvents(count));
	service.hold(bob, ...buildAuthEvents(count));
	return { service, histories: new Histories(service) };
}

/** Holds the first read up until it is let go. */
function holdFirstRead(service: FakeCognito) {
	let letGo: () => void = () => {};
	const gate = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	const arrived = new Promise<void>((resolve) => {
		service.beforeRead = () => {
			resolve();
			service.beforeRead = () => {};
			return gate;
		};
	});
	return { arrived, letGo };
}

describe("the histories of a run", () => {
	it("are shared: one reading a user, whoever asks", async () => {
		const { service, histories } = build(120);
		await Promise.all(["e1", "e61", "e120"].map((id) => histories.ofRun({ ...alice }).find(id)));
		expect(service.reads).to.have.length(2);
	});

	it("are one for each user of each pool", async () => {
		const { service, histories } = build();
		const elsewhere = { userPoolId: "eu-west-1_X", username: "alice" };
		service.hold(elsewhere, buildAuthEvent({ eventId: "other" }));
		expect(await histories.ofRun(alice).find("other")).to.equal(undefined);
		expect(await histories.ofRun(bob).find("e1")).to.include({ eventId: "e1" });
		expect(await histories.ofRun(elsewhere).find("other")).to.include({ eventId: "other" });
		expect(service.reads.map(({ user }) => user)).to.deep.equal([alice, bob, elsewhere]);
	});

	it("of users are read side by side", async () => {
		const { service, histories } = build();
		const { arrived, letGo } = holdFirstRead(service);
		const first = histories.ofRun(alice).find("e1");
		await arrived;
		expect(await histories.ofRun(bob).find("e1")).to.include({ eventId: "e1" });
		letGo();
		expect(await first).to.include({ eventId: "e1" });
	});
});

describe("looking an event up anew", () => {
	it("does not trust what the run read before", async () => {
		const { service, histories } = build();
		await histories.ofRun(alice).find("e1");
		service.hold(alice, buildAuthEvent({ feedback: { value: "Valid", provider: "Admin" } }));
		expect((await histories.findAnew(alice, "e1"))?.feedback?.value).to.equal("Valid");
		expect((await histories.ofRun(alice).find("e1"))?.feedback).to.equal(undefined);
	});

	it("does not trust a reading that began before", async () => {
		const { service, histories } = build();
		const { arrived, letGo } = holdFirstRead(service);
		const before = histories.findAnew(alice, "e1");
		await arrived;
		const after = histories.findAnew(alice, "e1");
		expect(service.reads).to.have.length(1);
		letGo();
		await Promise.all([before, after]);
		expect(service.reads).to.have.length(2);
	});

	it("serves all who ask at once, and all who wait, with one reading each", async () => {
		const { service, histories } = build(120);
		const ids = buildAuthEvents(120).map(({ eventId }) => eventId);
		const { arrived, letGo } = holdFirstRead(service);
		const first = Promise.all(ids.map((id) => histories.findAnew(alice, id)));
		await arrived;
		const waiting = Promise.all(ids.map((id) => histories.findAnew(alice, id)));
		letGo();
		expect((await first).map((event) => event?.eventId)).to.deep.equal(ids);
		expect((await waiting).map((event) => event?.eventId)).to.deep.equal(ids);
		expect(service.reads.map(({ token }) => token)).to.deep.equal([undefined, "60", undefined, "60"]);
	});

	it("does not wait for the reading of another user", async () => {
		const { service, histories } = build();
		const { arrived, letGo } = holdFirstRead(service);
		const first = histories.findAnew(alice, "e1");
		await arrived;
		expect(await histories.findAnew(bob, "e1")).to.include({ eventId: "e1" });
		letGo();
		await first;
	});

	it("works again after a reading that failed", async () => {
		const { service, histories } = build();
		service.beforeRead = () => {
			service.beforeRead = () => {};
			throw new FeedbackError("out of order");
		};
		const failing = [histories.findAnew(alice, "e1"), histories.findAnew(alice, "e2")].map(rejectionOf);
		expect((await Promise.all(failing)).map(({ message }) => message)).to.deep.equal([
			"out of order",
			"out of order",
		]);
		expect(await histories.findAnew(alice, "e1")).to.include({ eventId: "e1" });
		expect(service.reads).to.have.length(2);
	});
});
