import { expect } from "chai";
import { buildAuthEvent } from "../../../support/buildAuthEvent.ts";
import { alice, buildDecision, unknownValue } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";

const { eventId: _, ...evidence } = buildAuthEvent();
const date = "2026-11-22T07:00:00Z";
const byUser = { value: "Invalid", provider: "User", date };
const byAdmin = { value: "Valid", provider: "Admin", date };

/** A run whose Cognito has the event `e1` of `alice`. */
function runWithEvent(...given: Parameters<typeof buildRun>) {
	const run = buildRun(...given);
	run.cognito.hold(alice, buildAuthEvent());
	return run;
}

describe("checking a decision", () => {
	it("that is new adds its event's evidence to the inputs", async () => {
		const { single, cognito, report } = runWithEvent();
		const news = buildDecision({ note: "Travelling" });
		expect(await single.check({}, { ...news })).to.deep.equal({
			inputs: { ...news, event: evidence },
			failures: [],
		});
		expect(cognito.requests).to.equal(1);
		expect(report.lines).to.deep.equal([
			'+ e1 alice Valid, note "Travelling": SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), 203.0.113.7 Berlin DE, Chrome on Windows',
		]);
	});

	it("is not reported beyond the twentieth of a run", async () => {
		const { single, report } = buildRun({ eventLookup: "off" });
		for (let index = 1; index <= 30; index++) {
			const eventId = `e${index}`;
			await single.check({}, { ...buildDecision({ eventId }), __label: eventId });
		}
		expect(report.lines).to.have.lengthOf(21);
		expect(report.lines[20]).to.match(/^Further new decisions are not listed here; `pulumi preview --diff`/);
	});

	it("does not print a secret username or note", async () => {
		const { single, report } = runWithEvent();
		await single.check({}, { ...buildDecision({ note: "Travelling" }), __secret: true });
		expect(report.lines.join()).to.match(/^\+ e1 \[secret\] Valid, note \[secret\]: SignIn/);
	});

	it("on an event with feedback shows it as the prior feedback", async () => {
		const { single, cognito } = buildRun();
		const feedback = { value: "Invalid", provider: "User", date: "2026-11-21T09:00:00Z" };
		cognito.hold(alice, buildAuthEvent({ feedback }));
		const { inputs } = await single.check({}, { ...buildDecision() });
		expect(inputs.event).to.deep.equal({ ...evidence, priorFeedback: feedback });
	});

	it("keeps only as much evidence as configured", async () => {
		const risk = runWithEvent({ evidence: "risk" });
		const { inputs } = await risk.single.check({}, { ...buildDecision() });
		expect(inputs.event).to.deep.equal({
			type: "SignIn",
			time: "2026-11-20T08:14:00Z",
			response: "Pass",
			riskDecision: "AccountTakeover",
			riskLevel: "High",
		});
		const none = runWithEvent({ evidence: "none" });
		expect((await none.single.check({}, { ...buildDecision() })).inputs).to.deep.equal({
			...buildDecision(),
		});
		expect(none.cognito.requests).to.equal(1);
	});

	for (const [what, olds, news] of [
		["nothing changed", {}, {}],
		["the value is not known yet", {}, { feedbackValue: unknownValue }],
		["the note changed", { note: "a" }, { note: "b" }],
	] as const) {
		it(`copies its evidence without a request if ${what}`, async () => {
			const { single, cognito } = buildRun();
			const result = await single.check(
				{ ...buildDecision(), ...olds, event: evidence },
				{ ...buildDecision(), ...news },
			);
			expect(result).to.deep.equal({
				inputs: { ...buildDecision(), ...news, event: evidence },
				failures: [],
			});
			expect(cognito.requests).to.equal(0);
		});
	}

	for (const [what, prior, feedback, kept] of [
		["another person's feedback", undefined, byUser, byUser],
		[
			"the feedback of another administrator",
			byUser,
			{ ...byAdmin, value: "Invalid" },
			{ ...byAdmin, value: "Invalid" },
		],
		["feedback that was adopted", byAdmin, byAdmin, byAdmin],
		["nothing of what it submitted itself", byUser, byAdmin, undefined],
		["nothing if the feedback has ended", byUser, undefined, undefined],
	] as const) {
		it(`whose value changed looks up its event, and has ${what} in its evidence`, async () => {
			const { single, cognito } = buildRun();
			cognito.hold(alice, buildAuthEvent(feedback && { feedback }));
			const { inputs } = await single.check(
				{ ...buildDecision(), event: { type: "SignUp", ...(prior && { priorFeedback: prior }) } },
				{ ...buildDecision({ feedbackValue: "Invalid" }) },
			);
			expect(inputs.event).to.deep.equal({ type: "SignUp", ...(kept && { priorFeedback: kept }) });
			expect(cognito.requests).to.equal(1);
		});
	}

	for (const [prior, kept] of [
		[byUser, undefined],
		[
			{ ...byUser, value: "Valid" },
			{ ...byUser, value: "Valid" },
		],
	]) {
		it(`whose value changed and is not looked up uses state if the user gave ${prior?.value}`, async () => {
			const { single } = buildRun({ eventLookup: "off" });
			const { inputs } = await single.check(
				{ ...buildDecision(), event: { type: "SignUp", priorFeedback: prior } },
				{ ...buildDecision({ feedbackValue: "Invalid" }) },
			);
			expect(inputs.event).to.deep.equal({ type: "SignUp", ...(kept && { priorFeedback: kept }) });
		});
	}

	it("whose value changed fails if its event no longer exists", async () => {
		const { single } = buildRun();
		const { failures } = await single.check(
			{ ...buildDecision(), event: evidence },
			{ ...buildDecision({ feedbackValue: "Invalid" }) },
		);
		expect(failures).to.have.lengthOf(1);
	});

	it("without evidence in state continues without it, and makes no request", async () => {
		const { single, cognito } = runWithEvent();
		const result = await single.check({ ...buildDecision() }, { ...buildDecision() });
		expect(result).to.deep.equal({ inputs: { ...buildDecision() }, failures: [] });
		expect(cognito.requests).to.equal(0);
	});

	it("reduces evidence in state to the configured level", async () => {
		const olds = { ...buildDecision(), event: evidence };
		const risk = await buildRun({ evidence: "risk" }).single.check(olds, { ...buildDecision() });
		expect(risk.inputs.event)
			.to.include({ riskLevel: "High" })
			.and.not.to.have.any.keys("ipAddress", "city", "country", "device");
		const none = await buildRun({ evidence: "none" }).single.check(olds, { ...buildDecision() });
		expect(none.inputs).not.to.have.property("event");
	});

	for (const [field, value] of [
		["userPoolId", "eu-west-1_Other"],
		["username", "bob"],
		["eventId", "e2"],
	] as const) {
		it(`whose ${field} changed looks up the new event`, async () => {
			const { single, cognito } = buildRun();
			const news = buildDecision({ [field]: value });
			cognito.hold(news, buildAuthEvent({ eventId: news.eventId, city: "Oslo" }));
			const result = await single.check({ ...buildDecision(), event: evidence }, { ...news });
			expect(result.failures).to.deep.equal([]);
			expect(result.inputs.event).to.include({ city: "Oslo" });
			expect(cognito.requests).to.equal(1);
		});

		it(`whose ${field} is unknown makes no request, and keeps no evidence of another event`, async () => {
			const { single, cognito, report } = runWithEvent();
			const news = { ...buildDecision(), [field]: unknownValue };
			const result = await single.check({ ...buildDecision(), event: evidence }, news);
			expect(result).to.deep.equal({ inputs: news, failures: [] });
			expect(cognito.requests).to.equal(0);
			expect(report.lines).to.deep.equal([]);
		});
	}

	it("that breaks rules is rejected with all failures, and makes no request", async () => {
		const { single, cognito } = runWithEvent();
		const { failures } = await single.check({}, { ...alice, eventId: "a b", feedbackValue: "valid", x: 1 });
		expect(failures.map(({ property, reason }) => property ?? reason.slice(0, 3))).to.deep.equal([
			"eventId",
			"feedbackValue",
			"`x`",
		]);
		expect(cognito.requests).to.equal(0);
	});

	it("on an event without time, risk or context returns empty evidence", async () => {
		const { single, cognito } = buildRun();
		cognito.hold(alice, { eventId: "e1" });
		const result = await single.check({}, { ...buildDecision() });
		expect(result).to.deep.equal({ inputs: { ...buildDecision(), event: {} }, failures: [] });
	});
});
