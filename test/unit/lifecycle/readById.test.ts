import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { readDecision } from "#provider/lifecycle/read";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";

const id = "eu-central-1_AbCdEf123/e1";
const feedback = { value: "Invalid", provider: "User", date: "2026-11-01T00:00:00Z" };
const given = { username: "alice", __provider: "text" };

function runWithEvent(...options: Parameters<typeof buildRun>) {
	const run = buildRun(...options);
	run.service.hold(alice, buildAuthEvent({ feedback }));
	return run;
}

describe("getting a decision by its ID", () => {
	it("tells the event's feedback and evidence", async () => {
		const { context, report } = runWithEvent();
		const { eventId, ...event } = buildAuthEvent();
		const inputs = {
			...given,
			...alice,
			eventId,
			feedbackValue: "Invalid",
			event: { ...event, priorFeedback: feedback },
		};
		expect(await readDecision(context, id, given)).to.deep.equal({
			id,
			inputs,
			props: { ...inputs, feedbackDate: feedback.date, feedbackProvider: "User" },
		});
		expect(report.lines).to.deep.equal([]);
	});

	it("keeps no more evidence than is configured, and no property without a value", async () => {
		const { props, inputs } = await readDecision(runWithEvent({ evidence: "none" }).context, id, given);
		expect(props).to.have.all.keys(
			"__provider",
			"username",
			"userPoolId",
			"eventId",
			"feedbackValue",
			"feedbackDate",
			"feedbackProvider",
		);
		expect(inputs).not.to.have.property("event");
	});

	it("of an event without feedback has no value", async () => {
		const { context, service } = buildRun();
		service.hold(alice, buildAuthEvent());
		expect((await readDecision(context, id, given)).props).not.to.have.any.keys(
			"feedbackValue",
			"feedbackDate",
			"feedbackProvider",
		);
	});

	for (const wrong of [
		"",
		"e1",
		"eu-central-1_A",
		"eu-central-1_A/",
		"/e1",
		"nowhere/e1",
		`${id}/x`,
		"eu-central-1_A/a b",
	]) {
		it(`refuses the ID ${JSON.stringify(wrong)}, and makes no request`, async () => {
			const { context, service } = runWithEvent();
			const error = await rejectionOf(readDecision(context, wrong, given));
			expect(error).to.be.instanceOf(FeedbackError);
			expect(error.message).to.contain(JSON.stringify(wrong)).and.to.contain("<userPoolId>/<eventId>");
			expect(service.requests).to.equal(0);
		});
	}

	for (const username of [undefined, null, "", "al ice", 7]) {
		it(`refuses the username ${JSON.stringify(username)} without printing it, and makes no request`, async () => {
			const { context, service } = runWithEvent();
			const { message } = await rejectionOf(readDecision(context, id, { ...given, username }));
			expect(message).to.contain("`username` ").and.not.to.contain("al ice");
			expect(service.requests).to.equal(0);
		});
	}

	it("of an event that is not there fails, and says what was searched", async () => {
		const { message } = await rejectionOf(
			readDecision(runWithEvent().context, id.replace("e1", "e2"), given),
		);
		expect(message).to.contain("event e2").and.to.contain("does not exist").and.to.contain("the 1 event ");
	});

	it("of a user that is not there fails", async () => {
		const { message } = await rejectionOf(readDecision(buildRun().context, id, given));
		expect(message).to.equal("event e1 in user pool eu-central-1_AbCdEf123: the user pool has no such user.");
	});

	it("looks also where look-ups are off or optional, since it is nothing else", async () => {
		for (const eventLookup of ["off", "optional"] as const) {
			const { props } = await readDecision(runWithEvent({ eventLookup }).context, id, given);
			expect(props).to.include({ feedbackValue: "Invalid" });
		}
	});

	it("fails where listing is not permitted, and warns with what to grant", async () => {
		const { context, service, report } = runWithEvent();
		service.beforeRead = () => {
			throw new FeedbackError("Grant the action.", "accessDenied");
		};
		expect((await rejectionOf(readDecision(context, id, given))).message).to.contain(
			"event e1 may not be read",
		);
		expect(report.warnings.join()).to.contain("Grant the action.");
	});
});
