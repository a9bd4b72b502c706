import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import type { Decision } from "#provider/lifecycle/decision";
import { updateDecision } from "#provider/lifecycle/submit";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { alice, buildDecision } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";
import { feedbackDate } from "../../support/fakeCognito.ts";

const recorded = { feedbackDate: "2026-11-01T00:00:00Z", feedbackProvider: "Admin" };
const withEvidence: Decision & { event: object } = { ...buildDecision(), event: { type: "SignIn" } };
const olds = { ...buildDecision(), ...recorded };

function runWithEvent(given: Parameters<typeof buildRun>[0] = {}) {
	const run = buildRun(given);
	run.service.hold(alice, buildAuthEvent({ feedback: { value: "Valid", provider: "Admin" } }));
	return run;
}

describe("updating a decision", () => {
	it("submits a changed value, and knows the new date from Cognito", async () => {
		const { context, service } = runWithEvent();
		const news = buildDecision({ feedbackValue: "Invalid" });
		expect(await updateDecision(context, olds, news)).to.deep.equal({ ...news, ...recorded, feedbackDate });
		expect(service.submitted.map(({ feedbackValue }) => feedbackValue)).to.deep.equal(["Invalid"]);
	});

	it("submits the value that Cognito holds none of any more", async () => {
		const { context, service } = buildRun();
		service.hold(alice, buildAuthEvent());
		const { feedbackValue: _, ...without } = buildDecision();
		await updateDecision(context, without, buildDecision());
		expect(service.submitted).to.have.length(1);
	});

	it("sends nothing where Cognito holds the new value already, as after a run that was killed", async () => {
		const { context, service } = runWithEvent();
		const before = { ...olds, feedbackValue: "Invalid" as const };
		expect(await updateDecision(context, before, buildDecision())).to.include({ feedbackProvider: "Admin" });
		expect(service.submitted).to.deep.equal([]);
	});

	it("forgets the old value where nobody knows whether Cognito holds it any more", async () => {
		const { context, service } = runWithEvent({ eventLookup: "off" });
		service.beforeSubmit = () => {
			throw new FeedbackError("no answer.", "unreachable", "event e1", true);
		};
		const error = await rejectionOf(
			updateDecision(context, olds, buildDecision({ feedbackValue: "Invalid" })),
		);
		const { feedbackValue: _, ...known } = olds;
		expect(error).to.deep.include({ id: `${alice.userPoolId}/${olds.eventId}`, properties: known });
		expect(error).to.deep.include({ reasons: ["event e1: no answer."] });
	});

	it("keeps the old value where Cognito refuses the new one", async () => {
		const { context, service } = runWithEvent({ eventLookup: "off" });
		const refusal = new FeedbackError("denied.", "accessDenied");
		service.beforeSubmit = () => {
			throw refusal;
		};
		const news = buildDecision({ feedbackValue: "Invalid" });
		expect(await rejectionOf(updateDecision(context, olds, news))).to.equal(refusal);
	});

	it("does not keep the old date where the new one cannot be read", async () => {
		const { context, service } = runWithEvent();
		service.beforeRead = () => {
			throw new FeedbackError("Denied.", "accessDenied");
		};
		const news = buildDecision({ feedbackValue: "Invalid" });
		expect(await updateDecision(context, olds, news)).to.deep.equal(news);
	});

	for (const [what, news] of [
		["the note", buildDecision({ note: "new" })],
		["the evidence to keep", withEvidence],
	] satisfies [string, Decision][]) {
		it(`of ${what} alone makes no request, and keeps date and provider`, async () => {
			const { context, service } = runWithEvent();
			expect(await updateDecision(context, olds, { ...news })).to.deep.equal({ ...news, ...recorded });
			expect(service.requests).to.equal(0);
		});
	}

	it("of the note alone leaves no property without a value where date and provider were unset", async () => {
		const outs = await updateDecision(
			runWithEvent().context,
			buildDecision(),
			buildDecision({ note: "new" }),
		);
		expect(outs).to.have.all.keys("userPoolId", "username", "eventId", "feedbackValue", "note");
	});

	it("makes no request while the configuration is wrong, and says what is", async () => {
		const { context, service } = runWithEvent({ problems: ["key is wrong"] });
		const error = await rejectionOf(
			updateDecision(context, olds, buildDecision({ feedbackValue: "Invalid" })),
		);
		expect(error.message).to.equal("key is wrong");
		expect(service.requests).to.equal(0);
	});

	it("fails with Cognito's reason", async () => {
		const { context, service } = runWithEvent();
		const failure = new FeedbackError("no");
		service.beforeSubmit = () => {
			throw failure;
		};
		expect(
			await rejectionOf(updateDecision(context, olds, buildDecision({ feedbackValue: "Invalid" }))),
		).to.equal(failure);
	});
});
