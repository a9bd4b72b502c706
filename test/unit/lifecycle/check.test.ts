import { expect } from "chai";
import { checkDecision } from "#provider/lifecycle/check";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";
import { buildRun } from "../../support/buildContext.ts";
import { alice, buildDecision, unknownValue } from "../../support/buildDecision.ts";

const { eventId: _, ...evidence } = buildAuthEvent();

/** A run in whose Cognito `alice` has the event `e1`. */
function runWithEvent(...given: Parameters<typeof buildRun>) {
	const run = buildRun(...given);
	run.service.hold(alice, buildAuthEvent());
	return run;
}

describe("checking a decision", () => {
	it("that is new adds its event's evidence to the inputs", async () => {
		const { context, service, report } = runWithEvent();
		const news = { ...buildDecision({ note: "Travelling" }), __provider: "text" };
		expect(await checkDecision(context, {}, news)).to.deep.equal({
			inputs: { ...news, event: evidence },
			failures: [],
		});
		expect(service.requests).to.equal(1);
		expect(report.lines).to.deep.equal([]);
	});

	it("on an event that somebody has answered shows the answer as the prior one", async () => {
		const { context, service } = buildRun();
		const feedback = { value: "Invalid", provider: "User", date: "2026-11-21T09:00:00Z" };
		service.hold(alice, buildAuthEvent({ feedback }));
		const { inputs } = await checkDecision(context, {}, { ...buildDecision() });
		expect(inputs.event).to.deep.equal({ ...evidence, priorFeedback: feedback });
	});

	it("keeps of the evidence no more than is configured", async () => {
		const risk = runWithEvent({ evidence: "risk" });
		const { inputs } = await checkDecision(risk.context, {}, { ...buildDecision() });
		expect(inputs.event).to.deep.equal({
			type: "SignIn",
			time: "2026-11-20T08:14:00Z",
			response: "Pass",
			riskDecision: "AccountTakeover",
			riskLevel: "High",
		});
		const none = runWithEvent({ evidence: "none" });
		expect((await checkDecision(none.context, {}, { ...buildDecision() })).inputs).to.deep.equal({
			...buildDecision(),
		});
		expect(none.service.requests).to.equal(1);
	});

	for (const [what, olds, news] of [
		["nothing changed", {}, {}],
		["the value changed", {}, { feedbackValue: "Invalid" }],
		["the value is not known yet", {}, { feedbackValue: unknownValue }],
		["the note changed", { note: "a" }, { note: "b" }],
	] as const) {
		it(`where ${what} carries its evidence over without a request`, async () => {
			const { context, service } = buildRun();
			const result = await checkDecision(
				context,
				{ ...buildDecision(), ...olds, event: evidence },
				{ ...buildDecision(), ...news },
			);
			expect(result).to.deep.equal({
				inputs: { ...buildDecision(), ...news, event: evidence },
				failures: [],
			});
			expect(service.requests).to.equal(0);
		});
	}

	it("that has no evidence in state goes on without, and makes no request", async () => {
		const { context, service } = runWithEvent();
		const result = await checkDecision(context, { ...buildDecision() }, { ...buildDecision() });
		expect(result).to.deep.equal({ inputs: { ...buildDecision() }, failures: [] });
		expect(service.requests).to.equal(0);
	});

	it("takes out of state's evidence what is not to be kept any more", async () => {
		const olds = { ...buildDecision(), event: evidence };
		const risk = await checkDecision(buildRun({ evidence: "risk" }).context, olds, { ...buildDecision() });
		expect(risk.inputs.event)
			.to.include({ riskLevel: "High" })
			.and.not.to.have.any.keys("ipAddress", "city", "country", "device");
		const none = await checkDecision(buildRun({ evidence: "none" }).context, olds, { ...buildDecision() });
		expect(none.inputs).not.to.have.property("event");
	});

	for (const [field, value] of [
		["userPoolId", "eu-west-1_Other"],
		["username", "bob"],
		["eventId", "e2"],
	] as const) {
		it(`whose ${field} changed looks the new event up`, async () => {
			const { context, service } = buildRun();
			const news = buildDecision({ [field]: value });
			service.hold(news, buildAuthEvent({ eventId: news.eventId, city: "Oslo" }));
			const result = await checkDecision(context, { ...buildDecision(), event: evidence }, { ...news });
			expect(result.failures).to.deep.equal([]);
			expect(result.inputs.event).to.include({ city: "Oslo" });
			expect(service.requests).to.equal(1);
		});

		it(`whose ${field} is not known yet makes no request, and keeps no evidence of another event`, async () => {
			const { context, service, report } = runWithEvent();
			const news = { ...buildDecision(), [field]: unknownValue };
			const result = await checkDecision(context, { ...buildDecision(), event: evidence }, news);
			expect(result).to.deep.equal({ inputs: news, failures: [] });
			expect(service.requests).to.equal(0);
			expect(report.lines).to.deep.equal([]);
		});
	}

	it("that breaks rules is refused with all failures, and makes no request", async () => {
		const { context, service } = runWithEvent();
		const { failures } = await checkDecision(
			context,
			{},
			{ ...alice, eventId: "a b", feedbackValue: "valid", x: 1 },
		);
		expect(failures.map(({ property, reason }) => property ?? reason.slice(0, 3))).to.deep.equal([
			"eventId",
			"feedbackValue",
			"`x`",
		]);
		expect(service.requests).to.equal(0);
	});

	it("while the configuration is wrong is refused with every problem, once in a run, and makes no request", async () => {
		const { context, service } = runWithEvent({ problems: ["key one is wrong", "key two is wrong"] });
		const { failures } = await checkDecision(context, {}, { ...buildDecision({ eventId: "a b" }) });
		expect(failures.map(({ reason }) => reason.slice(0, 16))).to.deep.equal([
			"key one is wrong",
			"key two is wrong",
			"`eventId` has ch",
		]);
		expect((await checkDecision(context, {}, { ...buildDecision() })).failures).to.deep.equal([]);
		expect(service.requests).to.equal(0);
	});

	it("of an event without time, risk or context gives evidence that is empty", async () => {
		const { context, service } = buildRun();
		service.hold(alice, { eventId: "e1" });
		const result = await checkDecision(context, {}, { ...buildDecision() });
		expect(result).to.deep.equal({ inputs: { ...buildDecision(), event: {} }, failures: [] });
	});
});
