import { expect } from "chai";
import type { FailureKind } from "#provider/cognito/cognitoError";
import { buildAuthEvent, buildAuthEvents } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice, buildDecision } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun, type FakeRun } from "../../../support/buildRun.ts";
import { feedbackDate } from "../../../support/fakeCognito.ts";
import { fakeTimes } from "../../../support/fakeTime.ts";

const admin = { value: "Valid", provider: "Admin", date: "2026-11-01T00:00:00Z" };

/** A run whose Cognito has event `e1` of `alice` with this feedback. */
function runWith(feedback?: typeof admin, given: Parameters<typeof buildRun>[0] = {}) {
	const run = buildRun(given);
	run.cognito.hold(alice, buildAuthEvent(feedback && { feedback }));
	return run;
}

const create = ({ single }: FakeRun, given = {}) => single.create({ ...buildDecision(), ...given });

function sentTo({ cognito }: FakeRun) {
	return cognito.submitted.map(({ username, eventId, feedbackValue }) => [username, eventId, feedbackValue]);
}

describe("creating a decision", () => {
	it("submits it, and returns Cognito's date and provider under an ID without the username", async () => {
		const run = runWith();
		const more = { note: "Travelling", event: { type: "SignIn" } };
		expect(await create(run, more)).to.deep.equal({
			id: "eu-central-1_AbCdEf123/e1",
			outputs: { ...buildDecision(), ...more, feedbackDate, feedbackProvider: "Admin" },
		});
		expect(sentTo(run)).to.deep.equal([["alice", "e1", "Valid"]]);
		expect(run.report.lines).to.deep.equal([]);
	});

	it("adopts the same feedback of an administrator without a request, reports that, and returns its date and provider", async () => {
		const run = runWith(admin);
		expect((await create(run)).outputs).to.deep.equal({
			...buildDecision(),
			feedbackDate: admin.date,
			feedbackProvider: "Admin",
		});
		expect(sentTo(run)).to.deep.equal([]);
		expect(run.report.infos).to.have.length(1);
		expect(run.report.infos[0]).to.contain("event e1").and.to.contain("without a request");
		expect(run.report.lines.join()).not.to.contain("alice");
	});

	for (const [what, feedback] of [
		["the other feedback of an administrator", { ...admin, value: "Invalid" }],
		["the same feedback of the user", { ...admin, provider: "User" }],
		["the other feedback of the user", { ...admin, value: "Invalid", provider: "User" }],
	] as const) {
		it(`overrules ${what}`, async () => {
			const run = runWith(feedback);
			const { outputs } = await create(run);
			expect(sentTo(run)).to.deep.equal([["alice", "e1", "Valid"]]);
			expect(outputs).to.include({ feedbackDate, feedbackProvider: "Admin" });
			expect(run.report.lines).to.deep.equal([]);
		});
	}

	it("submits if the feedback has changed since the run read it", async () => {
		const run = runWith(admin);
		await run.single.check({}, { ...buildDecision() });
		run.cognito.hold(alice, buildAuthEvent({ feedback: { ...admin, value: "Invalid" } }));
		const { outputs } = await create(run);
		expect(sentTo(run)).to.deep.equal([["alice", "e1", "Valid"]]);
		expect(outputs).to.include({ feedbackDate });
	});

	it("leaves date and provider unset if listing is denied", async () => {
		const run = runWith();
		run.cognito.beforeRead = () => {
			throw buildCognitoError({ kind: "accessDenied" });
		};
		expect((await create(run)).outputs).to.deep.equal(buildDecision());
		expect(sentTo(run)).to.have.length(1);
		expect(run.report.warnings).to.have.length(1);
	});

	it("leaves date and provider unset, and reads nothing, if look-ups are off", async () => {
		const run = runWith(admin, { eventLookup: "off" });
		expect((await create(run)).outputs).to.deep.equal(buildDecision());
		expect(run.cognito.reads).to.have.length(0);
		expect(sentTo(run)).to.have.length(1);
	});

	for (const [what, after, recorded] of [
		["shows another value", { feedback: { ...admin, value: "Invalid" } }, {}],
		["shows no feedback yet", {}, {}],
		["has no date", { feedback: { value: "Valid", provider: "Admin" } }, { feedbackProvider: "Admin" }],
	] as const) {
		it(`leaves missing values unset if Cognito ${what} after the feedback was submitted`, async () => {
			const run = runWith();
			run.cognito.beforeRead = () => {
				if (run.cognito.submitted.length > 0) run.cognito.hold(alice, buildAuthEvent(after));
			};
			expect((await create(run)).outputs).to.deep.equal({ ...buildDecision(), ...recorded });
		});
	}

	it("succeeds with a warning if the look-up after submitting fails", async () => {
		const run = runWith();
		run.cognito.beforeRead = () => {
			if (run.cognito.submitted.length > 0) throw buildCognitoError();
		};
		expect((await create(run)).outputs).to.deep.equal(buildDecision());
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0])
			.to.contain("event e1 in user pool eu-central-1_AbCdEf123: Oops: out of order.")
			.and.to.contain("was submitted");
	});

	it("submits even if the event cannot be looked up before", async () => {
		const run = runWith(admin);
		run.cognito.beforeRead = () => {
			throw buildCognitoError();
		};
		await create(run);
		expect(sentTo(run)).to.have.length(1);
	});

	for (const [kind, reason] of [
		["notFound", "Cognito could not find the user pool or the event: out of order. "],
		["userNotFound", "the user pool has no user with this username. "],
		["accessDenied", "the credentials are not permitted to call cognito-idp:AdminUpdateAuthEventFeedback: "],
		["unexpected", "Oops: out of order. Run the command again"],
	] satisfies [FailureKind, string][]) {
		it(`fails with Cognito's reason (${kind}), and reads nothing after it`, async () => {
			const run = runWith();
			run.cognito.beforeSubmit = ({ eventId }) => {
				run.cognito.reads.length = 0;
				throw buildCognitoError({ kind, operation: "AdminUpdateAuthEventFeedback", eventId });
			};
			const { name, message } = await rejectionOf(create(run));
			expect(name).to.equal("StepError");
			const expected = `event e1 in user pool eu-central-1_AbCdEf123: ${reason}`;
			expect(message.slice(0, expected.length)).to.equal(expected);
			expect(run.cognito.reads).to.have.length(0);
		});
	}

	it("reads the history only a few times for many decisions on one user", async () => {
		const run = buildRun();
		run.cognito.hold(alice, ...buildAuthEvents(60));
		const ids = buildAuthEvents(60).map(({ eventId }) => eventId);
		const created = await Promise.all(ids.map((eventId) => create(run, { eventId })));
		expect(created.map(({ outputs }) => outputs.feedbackDate)).to.deep.equal(ids.map(() => feedbackDate));
		expect(run.cognito.submitted).to.have.length(60);
		expect(run.cognito.reads.length).to.be.lessThan(10);
	});
});

describe("creating several decisions of a user at once", () => {
	const time = fakeTimes();

	it("does not wait for failed ones when it looks up what Cognito recorded", async () => {
		const run = buildRun();
		const ids = ["e1", "e2", "e3"];
		run.cognito.hold(alice, ...buildAuthEvents(3));
		for (const eventId of ids) await run.single.check({}, { ...buildDecision(), eventId });
		run.cognito.beforeSubmit = ({ eventId }) => {
			if (eventId !== "e1") throw buildCognitoError();
		};
		const created = await time().until(Promise.allSettled(ids.map((eventId) => create(run, { eventId }))));
		expect(created.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "rejected"]);
		expect(time().now).to.equal(0);
	});
});
