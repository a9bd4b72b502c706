import { expect } from "chai";
import { type FailureKind, FeedbackError } from "#provider/cognito/feedbackError";
import { createDecision } from "#provider/lifecycle/submit";
import { buildAuthEvent, buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";
import { feedbackDate } from "../../support/fakeCognito.ts";

const admin = { value: "Valid", provider: "Admin", date: "2026-11-01T00:00:00Z" };
const id = "eu-central-1_AbCdEf123/e1";

/** A run in whose Cognito event `e1` of `alice` carries this feedback. */
function runWith(feedback?: typeof admin, given: Parameters<typeof buildRun>[0] = {}) {
	const run = buildRun(given);
	run.service.hold(alice, buildAuthEvent(feedback && { feedback }));
	return run;
}

function sentTo({ service }: ReturnType<typeof buildRun>) {
	return service.submitted.map(({ username, eventId, feedbackValue }) => [username, eventId, feedbackValue]);
}

describe("creating a decision", () => {
	it("submits it, and knows date and provider from Cognito", async () => {
		const run = runWith();
		const decision = { ...buildDecision({ note: "Travelling" }), event: { type: "SignIn" } };
		expect(await createDecision(run.context, decision)).to.deep.equal({
			id,
			outs: { ...decision, feedbackDate, feedbackProvider: "Admin" },
		});
		expect(sentTo(run)).to.deep.equal([["alice", "e1", "Valid"]]);
		expect(run.report.lines).to.deep.equal([]);
	});

	it("adopts the same answer of an administrator: sends nothing, says so, and takes date and provider from it", async () => {
		const run = runWith(admin);
		expect(await createDecision(run.context, buildDecision())).to.deep.equal({
			id,
			outs: { ...buildDecision(), feedbackDate: admin.date, feedbackProvider: "Admin" },
		});
		expect(sentTo(run)).to.deep.equal([]);
		expect(run.report.infos).to.have.length(1);
		expect(run.report.infos[0]).to.contain("event e1").and.to.contain("nothing was sent");
		expect(run.report.lines.join()).not.to.contain("alice");
	});

	for (const [what, feedback] of [
		["the other answer of an administrator", { ...admin, value: "Invalid" }],
		["the same answer of the user", { ...admin, provider: "User" }],
		["the other answer of the user", { ...admin, value: "Invalid", provider: "User" }],
	] as const) {
		it(`overrules ${what}`, async () => {
			const run = runWith(feedback);
			const { outs } = await createDecision(run.context, buildDecision());
			expect(sentTo(run)).to.deep.equal([["alice", "e1", "Valid"]]);
			expect(outs).to.include({ feedbackDate, feedbackProvider: "Admin" });
			expect(run.report.lines).to.deep.equal([]);
		});
	}

	it("sends where the answer that the run saw before has changed since", async () => {
		const run = runWith(admin);
		await run.context.histories.ofRun(alice).find("e1");
		run.service.hold(alice, buildAuthEvent({ feedback: { ...admin, value: "Invalid" } }));
		const { outs } = await createDecision(run.context, buildDecision());
		expect(sentTo(run)).to.deep.equal([["alice", "e1", "Valid"]]);
		expect(outs).to.include({ feedbackDate });
	});

	it("leaves date and provider unset where listing is not permitted", async () => {
		const run = runWith();
		run.service.beforeRead = () => {
			throw new FeedbackError("Denied.", "accessDenied");
		};
		expect((await createDecision(run.context, buildDecision())).outs).to.deep.equal(buildDecision());
		expect(sentTo(run)).to.have.length(1);
		expect(run.report.warnings).to.have.length(1);
	});

	it("leaves date and provider unset, and reads nothing, where look-ups are off", async () => {
		const run = runWith(admin, { eventLookup: "off" });
		expect((await createDecision(run.context, buildDecision())).outs).to.deep.equal(buildDecision());
		expect(run.service.reads).to.have.length(0);
		expect(sentTo(run)).to.have.length(1);
	});

	for (const [what, after] of [
		["shows another value", { feedback: { ...admin, value: "Invalid" } }],
		["shows no feedback yet", {}],
	] as const) {
		it(`leaves date and provider unset where Cognito ${what} after it was sent`, async () => {
			const run = runWith();
			run.service.beforeRead = () => {
				if (run.service.submitted.length > 0) run.service.hold(alice, buildAuthEvent(after));
			};
			expect((await createDecision(run.context, buildDecision())).outs).to.deep.equal(buildDecision());
		});
	}

	it("leaves the date unset where Cognito tells the provider only", async () => {
		const run = runWith();
		run.service.beforeRead = () => {
			if (run.service.submitted.length === 0) return;
			run.service.hold(alice, buildAuthEvent({ feedback: { value: "Valid", provider: "Admin" } }));
		};
		expect((await createDecision(run.context, buildDecision())).outs).to.deep.equal({
			...buildDecision(),
			feedbackProvider: "Admin",
		});
	});

	it("succeeds with a warning where the look-up after it was sent fails", async () => {
		const run = runWith();
		run.service.beforeRead = () => {
			if (run.service.submitted.length > 0) throw new FeedbackError("Out of order.");
		};
		expect((await createDecision(run.context, buildDecision())).outs).to.deep.equal(buildDecision());
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0])
			.to.contain("event e1 in user pool eu-central-1_AbCdEf123: Out of order.")
			.and.to.contain("was submitted");
	});

	it("sends also where the event cannot be looked up before", async () => {
		const run = runWith(admin);
		run.service.beforeRead = () => {
			throw new FeedbackError("Out of order.");
		};
		await createDecision(run.context, buildDecision());
		expect(sentTo(run)).to.have.length(1);
	});

	for (const kind of [
		"poolOrEventNotFound",
		"userNotFound",
		"accessDenied",
		"other",
	] satisfies FailureKind[]) {
		it(`fails with Cognito's reason (${kind}), and reads nothing after it`, async () => {
			const run = runWith();
			const failure = new FeedbackError("no", kind);
			run.service.beforeSubmit = () => {
				run.service.reads.length = 0;
				throw failure;
			};
			expect(await rejectionOf(createDecision(run.context, buildDecision()))).to.equal(failure);
			expect(run.service.reads).to.have.length(0);
		});
	}

	it("makes no request while the configuration is wrong, and says what is", async () => {
		const run = runWith(undefined, { problems: ["key one is wrong", "key two is wrong"] });
		const error = await rejectionOf(createDecision(run.context, buildDecision()));
		expect(error).to.be.instanceOf(FeedbackError);
		expect(error.message).to.equal("key one is wrong\nkey two is wrong");
		expect(run.service.requests).to.equal(0);
	});

	it("of many on one user reads the history a few times, not once each", async () => {
		const run = buildRun();
		run.service.hold(alice, ...buildAuthEvents(60));
		const ids = buildAuthEvents(60).map(({ eventId }) => eventId);
		const created = await Promise.all(
			ids.map((eventId) => createDecision(run.context, buildDecision({ eventId }))),
		);
		expect(created.map(({ outs }) => outs.feedbackDate)).to.deep.equal(ids.map(() => feedbackDate));
		expect(run.service.submitted).to.have.length(60);
		expect(run.service.reads.length).to.be.lessThan(10);
	});
});
