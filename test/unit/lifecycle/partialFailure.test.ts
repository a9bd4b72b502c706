import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { PartialFailure } from "#provider/lifecycle/partialFailure";
import { createSet, updateSet } from "#provider/lifecycle/set/apply";
import { alice } from "../../support/buildDecision.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../support/buildSet.ts";

const id = alice.userPoolId;

/** A run in which submitting fails for these events, for these reasons. */
function runThatFails(reasons: Readonly<Record<string, string>>) {
	const run = buildRun({ eventLookup: "off" });
	run.service.beforeSubmit = ({ eventId }) => {
		const reason = reasons[eventId];
		if (reason) throw new FeedbackError(reason, "other", `event ${eventId} in user pool ${id}`);
	};
	return run;
}

async function failureOf(promise: Promise<unknown>): Promise<PartialFailure> {
	const error = await rejectionOf(promise);
	if (error instanceof PartialFailure) return error;
	throw error;
}

describe("a set of which some decisions fail", () => {
	it("is created with exactly those that Cognito took", async () => {
		const { context, service } = runThatFails({ e2: "no." });
		const failure = await failureOf(createSet(context, buildSet(buildMembers(4))));
		const { e2: _, ...taken } = buildMembers(4);
		expect(failure.id).to.equal(id);
		expect(failure.properties).to.deep.equal(buildSet(taken));
		expect(service.submitted).to.have.length(4);
		expect(failure.message).to.contain("1 of 4 decisions could not be submitted");
	});

	it("keeps of failed changes what Cognito held before, and takes the others", async () => {
		const { context } = runThatFails({ e1: "no.", e4: "no." });
		const olds = buildSet(buildMembers(3, { note: "old", event: "SignIn" }));
		const news = buildSet(buildMembers(4, { feedbackValue: "Invalid", note: "new" }));
		const failure = await failureOf(updateSet(context, id, olds, news));
		expect(failure.properties).to.deep.equal(
			buildSet({
				e1: buildMember({ note: "old", event: "SignIn" }),
				e2: buildMember({ feedbackValue: "Invalid", note: "new" }),
				e3: buildMember({ feedbackValue: "Invalid", note: "new" }),
			}),
		);
	});

	it("forgets of a change what nobody knows whether Cognito still holds it", async () => {
		const { context, service } = buildRun({ eventLookup: "off" });
		service.beforeSubmit = ({ eventId }) => {
			if (eventId === "e1") throw new FeedbackError("no answer.", "unreachable", undefined, true);
		};
		const news = buildSet(buildMembers(2, { feedbackValue: "Invalid" }));
		const failure = await failureOf(updateSet(context, id, buildSet(buildMembers(2)), news));
		expect(failure.properties).to.deep.equal(buildSet({ e2: buildMember({ feedbackValue: "Invalid" }) }));
	});

	it("keeps the user that Cognito holds feedback of where the change to another one fails", async () => {
		const { context } = runThatFails({ e1: "no." });
		const news = buildSet({ e1: buildMember({ username: "bob" }) });
		const failure = await failureOf(updateSet(context, id, buildSet(), news));
		expect(failure.properties).to.deep.equal(buildSet());
	});

	it("gives one reason for all that failed alike, naming every event and no user", async () => {
		const { context } = runThatFails({ e1: "off. Turn it on.", e2: "gone.", e4: "off. Turn it on." });
		const failure = await failureOf(createSet(context, buildSet(buildMembers(5, { username: "zoe" }))));
		// The message is among them, since Pulumi prints nothing else.
		expect(failure.reasons).to.deep.equal([
			failure.message,
			"2 events: e1, e4: off. Turn it on.",
			"event e2: gone.",
		]);
		expect(failure.message + failure.reasons.join()).not.to.contain("zoe");
	});

	it("exists without any decision where all fail", async () => {
		const { context } = runThatFails({ e1: "no.", e2: "no." });
		const failure = await failureOf(createSet(context, buildSet(buildMembers(2))));
		expect(failure.id).to.equal(id);
		expect(failure.properties).to.deep.equal(buildSet({}));
		expect(failure.reasons).to.deep.equal([failure.message, "2 events: e1, e2: no."]);
	});

	it("sends at the next update only what is missing", async () => {
		const declared = buildSet({ ...buildMembers(4), e1: buildMember({ feedbackValue: "Invalid" }) });
		const first = runThatFails({ e1: "no.", e3: "no." });
		const { properties } = await failureOf(updateSet(first.context, id, buildSet(), declared));
		const next = buildRun({ eventLookup: "off" });
		const outs = await updateSet(next.context, id, { ...properties }, declared);
		expect(next.service.submitted.map(({ eventId }) => eventId)).to.deep.equal(["e1", "e3"]);
		expect(outs).to.deep.equal(declared);
	});

	it("still leaves removed decisions behind, with a warning", async () => {
		const { context, report } = runThatFails({ e1: "no." });
		const olds = buildSet({ e9: buildMember() });
		const failure = await failureOf(updateSet(context, id, olds, buildSet()));
		expect(failure.properties).to.deep.equal(buildSet({}));
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("event e9 (`Valid`) stays");
	});

	it("says also then how many were adopted", async () => {
		const { context, service, report } = buildRun();
		service.hold(
			alice,
			{ eventId: "e1", feedback: { value: "Valid", provider: "Admin" } },
			{ eventId: "e2" },
		);
		service.beforeSubmit = () => {
			throw new FeedbackError("no.");
		};
		const failure = await failureOf(createSet(context, buildSet(buildMembers(2))));
		expect(failure.properties).to.deep.equal(buildSet(buildMembers(1)));
		expect(report.infos).to.have.length(1);
	});
});
