import { expect } from "chai";
import type { FailureKind } from "#provider/cognito/cognitoError";
import { buildAuthEvent, buildAuthEvents } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice, buildDecision } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun, type FakeRun } from "../../../support/buildRun.ts";
import { undefinedIn } from "../../../support/buildSet.ts";

const id = "eu-central-1_AbCdEf123/e1";
const admin = { value: "Valid", provider: "Admin", date: "2026-11-01T00:00:00Z" };
const inputs = {
	...buildDecision({ note: "Travelling" }),
	event: { type: "SignIn", priorFeedback: { value: "Invalid", provider: "User" } },
};
const state = { ...inputs, feedbackDate: admin.date, feedbackProvider: "Admin" };
const asInState = { inputs, outputs: state };
/** The start of the message on the event that `runThatFails` fails for. */
const outOfOrder = "event e1 in user pool eu-central-1_AbCdEf123: Oops: out of order. ";

type Given = Parameters<typeof buildRun>[0];
type Feedback = NonNullable<ReturnType<typeof buildAuthEvent>["feedback"]>;

/** A run whose Cognito has event `e1` of `alice` with this feedback. */
function runWith(feedback?: Feedback, given: Given = {}) {
	const run = buildRun(given);
	run.cognito.hold(alice, buildAuthEvent(feedback && { feedback }));
	return run;
}

function runThatFails(kind: FailureKind, given: Given = {}) {
	const run = buildRun(given);
	run.cognito.beforeRead = () => {
		throw buildCognitoError({ kind });
	};
	return run;
}

const read = ({ single }: FakeRun) => single.read(id, state);

describe("reading a decision", () => {
	it("that no one changed gives back what state has, and is quiet", async () => {
		const run = runWith(admin);
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.cognito.requests).to.equal(1);
		expect(run.report.lines).to.deep.equal([]);
	});

	it("that an administrator changed shows the value, and reports who and when", async () => {
		const run = runWith({ ...admin, value: "Invalid", date: "2026-11-22T07:00:00Z" });
		const priorFeedback = { value: "Invalid", provider: "Admin", date: "2026-11-22T07:00:00Z" };
		const changed = { feedbackValue: "Invalid", event: { type: "SignIn", priorFeedback } };
		expect(await read(run)).to.deep.equal({
			inputs: { ...inputs, ...changed },
			outputs: { ...state, ...changed, feedbackDate: "2026-11-22T07:00:00Z" },
		});
		const { warnings, lines } = run.report;
		expect(warnings).to.have.length(1);
		expect(warnings[0])
			.to.contain("event e1 in user pool eu-central-1_AbCdEf123")
			.and.to.contain("expected `Valid`, Cognito has `Invalid` (by Admin on 2026-11-22T07:00:00Z)");
		expect(lines.join()).not.to.contain("alice");
	});

	it("that the user changed shows the user as the provider", async () => {
		const run = runWith({ value: "Invalid", provider: "User" });
		const outputs = (await read(run))?.outputs;
		expect(outputs).to.include({ feedbackValue: "Invalid", feedbackProvider: "User" });
		expect(outputs).not.to.have.property("feedbackDate");
		expect(run.report.warnings.join()).to.contain("expected `Valid`, Cognito has `Invalid` (by the user)");
	});

	it("that someone changed keeps no more evidence than is configured", async () => {
		const run = runWith({ ...admin, value: "Invalid" }, { evidence: "risk" });
		const event = { ...state.event, riskLevel: "High", city: "Berlin", ipAddress: "203.0.113.7" };
		const outputs = (await run.single.read(id, { ...state, event }))?.outputs;
		expect(outputs?.event).to.include({ riskLevel: "High" }).and.not.have.any.keys("city", "ipAddress");
	});

	it("whose value someone gave again shows the new provider and date, and warns of nothing", async () => {
		const run = runWith({ value: "Valid", provider: "User", date: "2026-11-22T07:00:00Z" });
		expect((await read(run))?.outputs).to.include({
			feedbackProvider: "User",
			feedbackDate: "2026-11-22T07:00:00Z",
		});
		expect(run.report.lines).to.deep.equal([]);
	});

	it("of which Cognito holds no feedback shows none, without a property that has no value", async () => {
		const run = runWith();
		const result = await read(run);
		expect(undefinedIn(result)).to.deep.equal([]);
		const { feedbackValue: _, ...rest } = inputs;
		const without = { ...rest, event: { type: "SignIn" } };
		expect(result).to.deep.equal({ inputs: without, outputs: without });
		expect(run.report.warnings.join()).to.contain("expected `Valid`, Cognito has no feedback");
	});

	it("that has feedback where there was none reports that without inventing a value", async () => {
		const { single, report } = runWith(admin);
		const { feedbackValue: _, ...without } = state;
		expect((await single.read(id, without))?.outputs).to.include({ feedbackValue: "Valid" });
		expect(report.warnings.join())
			.to.contain("expected no feedback, Cognito has")
			.and.not.to.contain("undefined");
	});

	it("keeps the evidence that a reviewer saw, with the feedback that was given since", async () => {
		const feedback = { ...admin, value: "Invalid" };
		const run = runWith(feedback);
		expect((await read(run))?.outputs.event).to.deep.equal({ type: "SignIn", priorFeedback: feedback });
	});

	it("whose event has left the history is gone, and a warning reports it", async () => {
		const run = buildRun();
		const others = buildAuthEvents(3).map((event) => ({ ...event, eventId: `other-${event.eventId}` }));
		run.cognito.hold(alice, ...others);
		expect(await read(run)).to.equal(undefined);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]).to.contain("event e1").and.to.contain("3 events");
	});

	for (const kind of ["userNotFound", "notFound"] as const) {
		for (const eventLookup of ["required", "optional"] as const) {
			it(`is gone where Cognito fails with ${kind} and look-ups are ${eventLookup}`, async () => {
				const run = runThatFails(kind, { eventLookup });
				expect(await read(run)).to.equal(undefined);
				expect(run.report.warnings).to.have.length(1);
				expect(run.report.warnings[0]).to.match(
					/^event e1 in user pool eu-central-1_AbCdEf123: .* Pulumi removes the decision from state\.$/,
				);
			});
		}
	}

	it("where listing is not permitted keeps state, and warns once", async () => {
		const run = runThatFails("accessDenied");
		expect(await read(run)).to.deep.equal(asInState);
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]).to.contain("drift is not detected");
		expect(run.cognito.requests).to.equal(1);
	});

	it("where look-ups are off keeps state without a request", async () => {
		const run = runWith({ ...admin, value: "Invalid" }, { eventLookup: "off" });
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.cognito.requests).to.equal(0);
		expect(run.report.lines).to.deep.equal([]);
	});

	it("that fails is a failure, naming the event", async () => {
		const { name, message } = await rejectionOf(read(runThatFails("unexpected")));
		expect(name).to.equal("StepError");
		expect(message.slice(0, outOfOrder.length)).to.equal(outOfOrder);
	});

	it("that fails where look-ups are optional is a warning, and keeps state", async () => {
		const run = runThatFails("unexpected", { eventLookup: "optional" });
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]?.slice(0, outOfOrder.length)).to.equal(outOfOrder);
	});

	it("of 200 on 4 users with 500 events makes 9 requests a user", async () => {
		const { single, cognito } = buildRun();
		const users = ["a", "b", "c", "d"];
		for (const username of users) cognito.hold({ ...alice, username }, ...buildAuthEvents(500));
		const states = users.flatMap((username) =>
			Array.from({ length: 50 }, (_, index) => buildDecision({ username, eventId: `e${index * 10 + 10}` })),
		);
		const results = await Promise.all(states.map((one) => single.read("id", { ...one })));
		expect(results.map((result) => result?.inputs.eventId)).to.deep.equal(
			states.map(({ eventId }) => eventId),
		);
		expect(cognito.requests).to.equal(4 * 9);
	});
});
