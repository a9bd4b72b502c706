import { expect } from "chai";
import { type FailureKind, FeedbackError } from "#provider/cognito/feedbackError";
import { readDecision } from "#provider/lifecycle/read";
import { buildAuthEvent, buildAuthEvents } from "../../support/buildAuthEvent.ts";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";

const id = "eu-central-1_AbCdEf123/e1";
const admin = { value: "Valid", provider: "Admin", date: "2026-11-01T00:00:00Z" };
const inputs = {
	...buildDecision({ note: "Travelling" }),
	event: { type: "SignIn", priorFeedback: { value: "Invalid", provider: "User" } },
	__provider: "text",
};
const state = { ...inputs, feedbackDate: admin.date, feedbackProvider: "Admin" };

type Given = Parameters<typeof buildRun>[0];
type Feedback = NonNullable<ReturnType<typeof buildAuthEvent>["feedback"]>;

/** A run in whose Cognito event `e1` of `alice` carries this feedback. */
function runWith(feedback?: Feedback, given: Given = {}) {
	const run = buildRun(given);
	run.service.hold(alice, buildAuthEvent(feedback && { feedback }));
	return run;
}

function runThatFails(kind: FailureKind, given: Given = {}) {
	const run = buildRun(given);
	run.service.beforeRead = () => {
		throw new FeedbackError("the reason.", kind);
	};
	return run;
}

/** The paths of all properties that are `undefined`, which Pulumi cannot take. */
function undefinedIn(value: unknown, path = ""): string[] {
	if (value === undefined) return [path];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => undefinedIn(inner, `${path}/${name}`));
}

describe("reading a decision", () => {
	it("that nobody changed gives back what state has, and is quiet", async () => {
		const { context, service, report } = runWith(admin);
		expect(await readDecision(context, id, state)).to.deep.equal({ id, props: state, inputs });
		expect(service.requests).to.equal(1);
		expect(report.lines).to.deep.equal([]);
	});

	it("that an administrator changed shows the value, and says who and when", async () => {
		const { context, report } = runWith({ ...admin, value: "Invalid", date: "2026-11-22T07:00:00Z" });
		const result = await readDecision(context, id, state);
		expect(result.props).to.deep.equal({
			...state,
			feedbackValue: "Invalid",
			feedbackDate: "2026-11-22T07:00:00Z",
		});
		expect(result.inputs).to.deep.equal({ ...inputs, feedbackValue: "Invalid" });
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0])
			.to.contain("event e1 in user pool eu-central-1_AbCdEf123")
			.and.to.contain("now `Invalid`, by Admin on 2026-11-22T07:00:00Z, and was `Valid`");
		expect(report.lines.join()).not.to.contain("alice");
	});

	it("that the user changed shows the user as the provider", async () => {
		const { context, report } = runWith({ value: "Invalid", provider: "User" });
		const { props } = await readDecision(context, id, state);
		expect(props).to.include({ feedbackValue: "Invalid", feedbackProvider: "User" });
		expect(props).not.to.have.property("feedbackDate");
		expect(report.warnings.join()).to.contain("`Invalid`, by User, and was `Valid`");
	});

	it("whose value somebody gave again shows the new provider and date, and warns of nothing", async () => {
		const { context, report } = runWith({ value: "Valid", provider: "User", date: "2026-11-22T07:00:00Z" });
		const { props } = await readDecision(context, id, state);
		expect(props).to.include({ feedbackProvider: "User", feedbackDate: "2026-11-22T07:00:00Z" });
		expect(report.lines).to.deep.equal([]);
	});

	it("of which Cognito holds no feedback shows none, without a property that has no value", async () => {
		const { context, report } = runWith();
		const result = await readDecision(context, id, state);
		expect(undefinedIn(result)).to.deep.equal([]);
		const { feedbackValue: _, ...without } = inputs;
		expect(result).to.deep.equal({ id, props: without, inputs: without });
		expect(report.warnings.join()).to.contain("is now none, and was `Valid`");
	});

	it("that has feedback where there was none says so without inventing a value", async () => {
		const { context, report } = runWith(admin);
		const { feedbackValue: _, ...without } = state;
		expect((await readDecision(context, id, without)).props).to.include({ feedbackValue: "Valid" });
		expect(report.warnings.join()).to.contain("and was none").and.not.to.contain("undefined");
	});

	it("keeps the evidence that a reviewer saw", async () => {
		const { context } = runWith({ ...admin, value: "Invalid" });
		expect((await readDecision(context, id, state)).props.event).to.deep.equal(state.event);
	});

	it("whose event has left the history is gone, and a warning says so", async () => {
		const { context, service, report } = buildRun();
		service.hold(
			alice,
			...buildAuthEvents(3).map((event) => ({ ...event, eventId: `other-${event.eventId}` })),
		);
		expect(await readDecision(context, id, state)).to.deep.equal({ id: "", props: {} });
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("event e1").and.to.contain("3 events");
	});

	for (const kind of ["userNotFound", "poolOrEventNotFound"] as const) {
		for (const eventLookup of ["required", "optional"] as const) {
			it(`is gone where Cognito says ${kind} and look-ups are ${eventLookup}`, async () => {
				const { context, report } = runThatFails(kind, { eventLookup });
				expect(await readDecision(context, id, state)).to.deep.equal({ id: "", props: {} });
				expect(report.warnings.join()).to.contain(
					"event e1 in user pool eu-central-1_AbCdEf123: the reason.",
				);
			});
		}
	}

	it("where listing is not permitted keeps state, and warns once", async () => {
		const { context, service, report } = runThatFails("accessDenied");
		expect(await readDecision(context, id, state)).to.deep.equal({ id, props: state, inputs });
		expect(await readDecision(context, id, state)).to.deep.equal({ id, props: state, inputs });
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("drift is not seen");
		expect(service.requests).to.equal(1);
	});

	it("where look-ups are off keeps state without a request", async () => {
		const { context, service, report } = runWith({ ...admin, value: "Invalid" }, { eventLookup: "off" });
		expect(await readDecision(context, id, state)).to.deep.equal({ id, props: state, inputs });
		expect(service.requests).to.equal(0);
		expect(report.lines).to.deep.equal([]);
	});

	it("that fails is a failure, naming the event", async () => {
		const error = await rejectionOf(readDecision(runThatFails("other").context, id, state));
		expect(error).to.be.instanceOf(FeedbackError);
		expect(error.message).to.equal("event e1 in user pool eu-central-1_AbCdEf123: the reason.");
	});

	it("that fails where look-ups are optional is a warning, and keeps state", async () => {
		const { context, report } = runThatFails("other", { eventLookup: "optional" });
		expect(await readDecision(context, id, state)).to.deep.equal({ id, props: state, inputs });
		expect(report.warnings).to.deep.equal(["event e1 in user pool eu-central-1_AbCdEf123: the reason."]);
	});

	it("makes no request while the configuration is wrong, and says what is", async () => {
		const { context, service } = runWith(admin, { problems: ["key is wrong"] });
		expect((await rejectionOf(readDecision(context, id, state))).message).to.equal("key is wrong");
		expect(service.requests).to.equal(0);
	});

	it("of 200 on 4 users with 500 events makes 9 requests a user", async () => {
		const { context, service } = buildRun();
		const users = ["a", "b", "c", "d"];
		for (const username of users) service.hold({ ...alice, username }, ...buildAuthEvents(500));
		const states = users.flatMap((username) =>
			Array.from({ length: 50 }, (_, index) => buildDecision({ username, eventId: `e${index * 10 + 10}` })),
		);
		const results = await Promise.all(states.map((one) => readDecision(context, "id", { ...one })));
		expect(results.map(({ inputs: read }) => read?.eventId)).to.deep.equal(
			states.map(({ eventId }) => eventId),
		);
		expect(service.requests).to.equal(4 * 9);
	});
});
