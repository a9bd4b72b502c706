import { expect } from "chai";
import { type FailureKind, FeedbackError } from "#provider/cognito/feedbackError";
import { checkDecision } from "#provider/lifecycle/check";
import { buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { buildRun } from "../../support/buildRun.ts";

type Given = Parameters<typeof buildRun>[0];

/** A run whose look-ups fail. */
function runThatFails(kind: FailureKind, message: string, given: Given = {}) {
	const run = buildRun(given);
	run.service.beforeRead = () => {
		throw new FeedbackError(message, kind);
	};
	return run;
}

describe("checking a decision whose event cannot be looked up", () => {
	it("fails at that decision, and says what was searched", async () => {
		const { context, service } = buildRun();
		service.hold(alice, ...buildAuthEvents(61));
		const { failures } = await checkDecision(context, {}, { ...buildDecision({ eventId: "gone" }) });
		expect(failures).to.have.length(1);
		expect(failures[0]?.reason)
			.to.contain("event gone in user pool eu-central-1_AbCdEf123 does not exist")
			.and.to.contain("61 events")
			.and.to.contain("from 2026-11-20T11:00:00Z to 2026-11-20T12:00:00Z");
		expect(JSON.stringify(failures)).not.to.contain("alice");
	});

	it("says that the history is empty where it is", async () => {
		const { context, service } = buildRun();
		service.hold(alice);
		const { failures } = await checkDecision(context, {}, { ...buildDecision() });
		expect(failures[0]?.reason).to.contain("no events of the user");
	});

	it("says how many events were searched where none has a time", async () => {
		const { context, service } = buildRun();
		service.hold(alice, { eventId: "a" }, { eventId: "b" });
		const { failures } = await checkDecision(context, {}, { ...buildDecision() });
		expect(failures[0]?.reason).to.contain("2 events").and.not.to.contain("undefined");
	});

	for (const [kind, what] of [
		["userNotFound", "the user"],
		["poolOrEventNotFound", "the pool"],
		["other", "the server"],
	] as const) {
		it(`fails where ${what} cannot be found, naming the event`, async () => {
			const { context } = runThatFails(kind, "nothing there.");
			const { failures } = await checkDecision(context, {}, { ...buildDecision() });
			expect(failures).to.deep.equal([
				{ reason: "event e1 in user pool eu-central-1_AbCdEf123: nothing there." },
			]);
		});

		it(`warns and goes on where ${what} cannot be found and the look-up is optional`, async () => {
			const { context, report } = runThatFails(kind, "nothing there.", { eventLookup: "optional" });
			const result = await checkDecision(context, {}, { ...buildDecision() });
			expect(result).to.deep.equal({ inputs: { ...buildDecision() }, failures: [] });
			expect(report.warnings).to.deep.equal(["event e1 in user pool eu-central-1_AbCdEf123: nothing there."]);
		});
	}

	it("warns where the event is not listed and the look-up is optional", async () => {
		const { context, service, report } = buildRun({ eventLookup: "optional" });
		service.hold(alice);
		const result = await checkDecision(context, {}, { ...buildDecision() });
		expect(result.failures).to.deep.equal([]);
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("does not exist");
	});

	it("makes no request where look-ups are off", async () => {
		const { context, service, report } = buildRun({ eventLookup: "off" });
		const result = await checkDecision(context, {}, { ...buildDecision() });
		expect(result).to.deep.equal({ inputs: { ...buildDecision() }, failures: [] });
		expect(service.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("warns once a pool where listing is not permitted, and goes on without evidence", async () => {
		const message = "Grant the IAM action cognito-idp:AdminListUserAuthEvents.";
		const { context, report } = runThatFails("accessDenied", message);
		const decisions = ["alice", "bob", "alice"].map((username, index) =>
			buildDecision({ username, eventId: `e${index}` }),
		);
		const results = await Promise.all(decisions.map((news) => checkDecision(context, {}, { ...news })));
		expect(results).to.deep.equal(decisions.map((inputs) => ({ inputs, failures: [] })));
		await checkDecision(context, {}, { ...buildDecision({ username: "zoe" }) });
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain(message).and.to.contain("no evidence");
		await checkDecision(context, {}, { ...buildDecision({ userPoolId: "eu-west-1_Other" }) });
		expect(report.warnings).to.have.length(2);
	});

	it("makes no further request in a pool where listing is not permitted", async () => {
		const { context, service } = runThatFails("accessDenied", "Denied.");
		await checkDecision(context, {}, { ...buildDecision() });
		await checkDecision(context, {}, { ...buildDecision({ username: "bob" }) });
		expect(service.requests).to.equal(1);
	});

	it("makes the failing request once for all decisions on one user", async () => {
		const { context, service } = runThatFails("other", "Out of order.");
		const ids = ["e1", "e2", "e3"];
		const results = await Promise.all(
			ids.map((eventId) => checkDecision(context, {}, { ...buildDecision({ eventId }) })),
		);
		expect(results.map(({ failures }) => failures[0]?.reason)).to.deep.equal(
			ids.map((eventId) => `event ${eventId} in user pool eu-central-1_AbCdEf123: Out of order.`),
		);
		expect(service.requests).to.equal(1);
	});

	it("does not hide an error of the program itself", async () => {
		const { context, service } = buildRun({ eventLookup: "optional" });
		service.beforeRead = () => {
			throw new TypeError("a defect");
		};
		const failed = await checkDecision(context, {}, { ...buildDecision() }).catch((error: unknown) => error);
		expect(failed).to.be.instanceOf(TypeError);
	});
});

describe("checking many decisions", () => {
	it("reads 4 users of 500 events with 9 requests each", async () => {
		const { context, service } = buildRun();
		const users = ["a", "b", "c", "d"];
		for (const username of users) service.hold({ ...alice, username }, ...buildAuthEvents(500));
		const decisions = users.flatMap((username) =>
			Array.from({ length: 50 }, (_, index) => buildDecision({ username, eventId: `e${index * 10 + 10}` })),
		);
		for (const decision of decisions) {
			const { failures, inputs } = await checkDecision(context, {}, { ...decision });
			expect(failures).to.deep.equal([]);
			expect(inputs.event).to.include({ type: "SignIn" });
		}
		expect(service.requests).to.equal(4 * 9);
	});
});
