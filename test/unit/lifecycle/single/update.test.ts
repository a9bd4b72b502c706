import { expect } from "chai";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { buildCognitoError } from "../../../support/buildCognitoError.ts";
import { alice, buildDecision } from "../../../support/buildDecision.ts";
import { rejectionOf } from "../../../support/buildRejection.ts";
import { buildRun, type FakeRun } from "../../../support/buildRun.ts";
import { feedbackDate } from "../../../support/fakeCognito.ts";

const id = "eu-central-1_AbCdEf123/e1";
const recorded = { feedbackDate: "2026-11-01T00:00:00Z", feedbackProvider: "Admin" };
const olds = { ...buildDecision(), ...recorded };
const invalid = { ...buildDecision({ feedbackValue: "Invalid" }) };

function runWithEvent(given: Parameters<typeof buildRun>[0] = {}) {
	const run = buildRun(given);
	run.cognito.hold(alice, buildAuthEvent({ feedback: { value: "Valid", provider: "Admin" } }));
	return run;
}

/** The error of an update to `Invalid` if submitting fails like this. */
function rejectionWhere({ single, cognito }: FakeRun, failure: Parameters<typeof buildCognitoError>[0]) {
	cognito.beforeSubmit = ({ eventId }) => {
		throw buildCognitoError({ operation: "AdminUpdateAuthEventFeedback", eventId, ...failure });
	};
	return rejectionOf(single.update(id, olds, invalid));
}

describe("updating a decision", () => {
	it("submits a changed value, and returns the new date from Cognito", async () => {
		const { single, cognito } = runWithEvent();
		expect(await single.update(id, olds, invalid)).to.deep.equal({ ...invalid, ...recorded, feedbackDate });
		expect(cognito.submitted.map(({ feedbackValue }) => feedbackValue)).to.deep.equal(["Invalid"]);
	});

	it("submits the value if Cognito no longer has feedback", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice, buildAuthEvent());
		const { feedbackValue: _, ...without } = buildDecision();
		await single.update(id, without, { ...buildDecision() });
		expect(cognito.submitted).to.have.length(1);
	});

	it("submits nothing if Cognito already holds the new value, as after a killed run", async () => {
		const { single, cognito } = runWithEvent();
		const before = { ...olds, feedbackValue: "Invalid" };
		expect(await single.update(id, before, { ...buildDecision() })).to.include({ feedbackProvider: "Admin" });
		expect(cognito.submitted).to.deep.equal([]);
	});

	it("keeps no value in state if the outcome of a change is unknown", async () => {
		const run = runWithEvent({ eventLookup: "off" });
		const error = await rejectionWhere(run, { kind: "timeout", mayHaveArrived: true });
		const { feedbackValue: _, ...known } = olds;
		expect(error).to.deep.include({ name: "StepError", id, properties: known });
		const { reasons } = error as unknown as { readonly reasons: readonly string[] };
		expect(reasons).to.have.length(1);
		expect(reasons[0]).to.match(/^event e1 in user pool eu-central-1_AbCdEf123: the server did not respond/);
	});

	it("keeps the old value if Cognito rejects the new one, and fails with its reason", async () => {
		const run = runWithEvent({ eventLookup: "off" });
		const error = await rejectionWhere(run, { kind: "notAuthorized" });
		expect(error).to.include({ name: "StepError" }).and.not.to.have.any.keys("id", "properties", "reasons");
		expect(error.message).to.match(
			/^event e1 in user pool eu-central-1_AbCdEf123: Cognito did not authorize the request: out of order\./,
		);
	});

	it("does not keep the old date if the new one cannot be read", async () => {
		const { single, cognito } = runWithEvent();
		cognito.beforeRead = () => {
			throw buildCognitoError({ kind: "accessDenied" });
		};
		expect(await single.update(id, olds, invalid)).to.deep.equal(invalid);
	});

	for (const [what, news] of [
		["the note", { note: "new" }],
		["the evidence to keep", { event: { type: "SignIn" } }],
	] as const) {
		it(`makes no request for ${what} alone, and keeps date and provider`, async () => {
			const { single, cognito } = runWithEvent();
			expect(await single.update(id, olds, { ...buildDecision(), ...news })).to.deep.equal({
				...buildDecision(),
				...news,
				...recorded,
			});
			expect(cognito.requests).to.equal(0);
		});
	}

	it("adds no property without a value for a changed note if date and provider were unset", async () => {
		const news = { ...buildDecision({ note: "new" }) };
		expect(await runWithEvent().single.update(id, { ...buildDecision() }, news)).to.deep.equal(news);
	});
});
