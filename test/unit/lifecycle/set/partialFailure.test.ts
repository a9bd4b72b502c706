import { expect } from "chai";
import { StepPartialFailure } from "#provider/adapters/steps";
import type { FailureKind } from "#provider/cognito/cognitoError";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun } from "../../../support/buildRun.ts";
import { buildMember, buildMembers, buildSet } from "../../../support/buildSet.ts";

const id = alice.userPoolId;
const operation = "AdminUpdateAuthEventFeedback";

/** A run in which submitting feedback on these events fails with these kinds. */
function runThatFails(kinds: Readonly<Record<string, FailureKind>>) {
	const run = buildRun({ eventLookup: "off" });
	run.cognito.beforeSubmit = ({ eventId }) => {
		const kind = kinds[eventId];
		if (kind) throw buildCognitoError({ kind, operation, eventId });
	};
	return run;
}

async function failureOf(promise: Promise<unknown>): Promise<StepPartialFailure> {
	const error = await rejectionOf(promise);
	if (error instanceof StepPartialFailure) return error;
	throw error;
}

describe("a set of which some decisions fail", () => {
	it("is created with exactly those that Cognito accepted", async () => {
		const { set, cognito } = runThatFails({ e2: "unexpected" });
		const failure = await failureOf(set.create(buildSet(buildMembers(4))));
		const { e2: _, ...taken } = buildMembers(4);
		expect(failure.id).to.equal(id);
		expect(failure.properties).to.deep.equal({ userPoolId: id, decisions: taken });
		expect(cognito.submitted).to.have.length(4);
		expect(failure.message).to.contain("1 of 4 decisions could not be submitted");
	});

	it("keeps the old value of failed changes, and accepts the others", async () => {
		const { set } = runThatFails({ e1: "unexpected", e4: "unexpected" });
		const olds = buildSet(buildMembers(3, { note: "old", event: "SignIn" }));
		const news = buildSet(buildMembers(4, { feedbackValue: "Invalid", note: "new" }));
		const { properties } = await failureOf(set.update(id, olds, news));
		expect(properties.decisions).to.deep.equal({
			e1: buildMember({ note: "old", event: "SignIn" }),
			e2: buildMember({ feedbackValue: "Invalid", note: "new" }),
			e3: buildMember({ feedbackValue: "Invalid", note: "new" }),
		});
	});

	it("keeps neither value of a change whose outcome is unknown", async () => {
		const { set, cognito } = buildRun({ eventLookup: "off" });
		cognito.beforeSubmit = ({ eventId }) => {
			if (eventId === "e1") throw buildCognitoError({ kind: "timeout", operation, mayHaveArrived: true });
		};
		const news = buildSet(buildMembers(2, { feedbackValue: "Invalid" }));
		const { properties } = await failureOf(set.update(id, buildSet(buildMembers(2)), news));
		expect(properties.decisions).to.deep.equal({ e2: buildMember({ feedbackValue: "Invalid" }) });
	});

	it("keeps the old user if the change to another one fails", async () => {
		const { set } = runThatFails({ e1: "unexpected" });
		const news = buildSet({ e1: buildMember({ username: "bob" }) });
		const { properties } = await failureOf(set.update(id, buildSet(), news));
		expect(properties.decisions).to.deep.equal({ e1: buildMember() });
	});

	it("groups failures by reason, naming every event and no user", async () => {
		const { set } = runThatFails({
			e1: "threatProtectionOff",
			e2: "notAuthorized",
			e4: "threatProtectionOff",
		});
		const failure = await failureOf(set.create(buildSet(buildMembers(5, { username: "zoe" }))));
		// The message is among the reasons, because Pulumi prints nothing else.
		const [first, ...reasons] = failure.reasons;
		expect(first).to.equal(failure.message);
		expect(reasons).to.have.length(2);
		expect(reasons[0]).to.match(/^2 events: e1, e4: threat protection is off in the user pool\. Switch /);
		expect(reasons[1]).to.match(/^event e2: Cognito did not authorize the request: out of order\. Check /);
		expect(failure.message + failure.reasons.join()).not.to.contain("zoe");
	});

	it("names the first 20 of many events that failed alike", async () => {
		const { set, cognito } = buildRun({ eventLookup: "off" });
		cognito.beforeSubmit = () => {
			throw buildCognitoError({ operation });
		};
		const { reasons } = await failureOf(set.create(buildSet(buildMembers(23))));
		expect(reasons).to.have.length(2);
		expect(reasons[1]).to.match(/^23 events: e1, .*, e20 and 3 more: Oops/);
	});

	it("exists without decisions if all fail", async () => {
		const { set } = runThatFails({ e1: "unexpected", e2: "unexpected" });
		const failure = await failureOf(set.create(buildSet(buildMembers(2))));
		expect(failure.id).to.equal(id);
		expect(failure.properties).to.deep.equal({ userPoolId: id, decisions: {} });
		expect(failure.reasons).to.have.length(2);
		expect(failure.reasons[1]).to.match(/^2 events: e1, e2: Oops: out of order\. /);
	});

	it("submits only the missing decisions at the next update", async () => {
		const members = { ...buildMembers(4), e1: buildMember({ feedbackValue: "Invalid" }) };
		const first = runThatFails({ e1: "unexpected", e3: "unexpected" });
		const { properties } = await failureOf(first.set.update(id, buildSet(), buildSet(members)));
		const next = buildRun({ eventLookup: "off" });
		const { decisions } = await next.set.update(id, properties, buildSet(members));
		expect(next.cognito.submitted.map(({ eventId }) => eventId)).to.deep.equal(["e1", "e3"]);
		expect(decisions).to.deep.equal(members);
	});

	it("still retains removed decisions, with a warning", async () => {
		const { set, report } = runThatFails({ e1: "unexpected" });
		const { properties } = await failureOf(set.update(id, buildSet({ e9: buildMember() }), buildSet()));
		expect(properties.decisions).to.deep.equal({});
		expect(report.warnings).to.have.length(1);
		expect(report.warnings[0]).to.contain("event e9 (`Valid`) is retained");
	});

	it("also reports the number of adopted decisions", async () => {
		const { set, cognito, report } = buildRun();
		cognito.hold(
			alice,
			{ eventId: "e1", feedback: { value: "Valid", provider: "Admin" } },
			{ eventId: "e2" },
		);
		cognito.beforeSubmit = () => {
			throw buildCognitoError({ operation });
		};
		const { properties } = await failureOf(set.create(buildSet(buildMembers(2))));
		expect(properties.decisions).to.deep.equal(buildMembers(1));
		expect(report.infos).to.have.length(1);
	});
});
