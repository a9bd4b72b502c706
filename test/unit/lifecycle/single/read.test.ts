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
	it("that was not changed returns the state, and reports nothing", async () => {
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

	it("that was changed elsewhere keeps only as much evidence as configured", async () => {
		const run = runWith({ ...admin, value: "Invalid" }, { evidence: "risk" });
		const event = { ...state.event, riskLevel: "High", city: "Berlin", ipAddress: "203.0.113.7" };
		const outputs = (await run.single.read(id, { ...state, event }))?.outputs;
		expect(outputs?.event).to.include({ riskLevel: "High" }).and.not.have.any.keys("city", "ipAddress");
	});

	it("whose value was given again shows the new provider and date without a warning", async () => {
		const run = runWith({ value: "Valid", provider: "User", date: "2026-11-22T07:00:00Z" });
		expect((await read(run))?.outputs).to.include({
			feedbackProvider: "User",
			feedbackDate: "2026-11-22T07:00:00Z",
		});
		expect(run.report.lines).to.deep.equal([]);
	});

	it("without feedback in Cognito shows none, and has no property without a value", async () => {
		const run = runWith();
		const result = await read(run);
		expect(undefinedIn(result)).to.deep.equal([]);
		const { feedbackValue: _, ...rest } = inputs;
		const without = { ...rest, event: { type: "SignIn" } };
		expect(result).to.deep.equal({ inputs: without, outputs: without });
		expect(run.report.warnings.join()).to.contain("expected `Valid`, Cognito has no feedback");
	});

	it("that has new feedback reports it without inventing an old value", async () => {
		const { single, report } = runWith(admin);
		const { feedbackValue: _, ...without } = state;
		expect((await single.read(id, without))?.outputs).to.include({ feedbackValue: "Valid" });
		expect(report.warnings.join())
			.to.contain("expected no feedback, Cognito has")
			.and.not.to.contain("undefined");
	});

	it("keeps the evidence that a reviewer saw, with the feedback given since", async () => {
		const feedback = { ...admin, value: "Invalid" };
		const run = runWith(feedback);
		expect((await read(run))?.outputs.event).to.deep.equal({ type: "SignIn", priorFeedback: feedback });
	});

	it("whose event no longer exists removes it, with a warning", async () => {
		const run = buildRun();
		const others = buildAuthEvents(3).map((event) => ({ ...event, eventId: `other-${event.eventId}` }));
		run.cognito.hold(alice, ...others);
		expect(await read(run)).to.equal(undefined);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]).to.contain("event e1").and.to.contain("3 events");
	});

	for (const kind of ["userNotFound", "notFound"] as const) {
		for (const eventLookup of ["required", "optional"] as const) {
			it(`removes it if Cognito fails with ${kind} and look-ups are ${eventLookup}`, async () => {
				const run = runThatFails(kind, { eventLookup });
				expect(await read(run)).to.equal(undefined);
				expect(run.report.warnings).to.have.length(1);
				expect(run.report.warnings[0]).to.match(
					/^event e1 in user pool eu-central-1_AbCdEf123: .* Pulumi removes the decision from state\.$/,
				);
			});
		}
	}

	it("keeps state and warns once if listing is denied", async () => {
		const run = runThatFails("accessDenied");
		expect(await read(run)).to.deep.equal(asInState);
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]).to.contain("drift is not detected");
		expect(run.cognito.requests).to.equal(1);
	});

	it("keeps state without a request if look-ups are off", async () => {
		const run = runWith({ ...admin, value: "Invalid" }, { eventLookup: "off" });
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.cognito.requests).to.equal(0);
		expect(run.report.lines).to.deep.equal([]);
	});

	it("fails with the event's ID if the request fails", async () => {
		const { name, message } = await rejectionOf(read(runThatFails("unexpected")));
		expect(name).to.equal("StepError");
		expect(message.slice(0, outOfOrder.length)).to.equal(outOfOrder);
	});

	it("warns and keeps state if the request fails and look-ups are optional", async () => {
		const run = runThatFails("unexpected", { eventLookup: "optional" });
		expect(await read(run)).to.deep.equal(asInState);
		expect(run.report.warnings).to.have.length(1);
		expect(run.report.warnings[0]?.slice(0, outOfOrder.length)).to.equal(outOfOrder);
	});

	it("makes 9 requests per user for 200 decisions on 4 users with 500 events", async () => {
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
