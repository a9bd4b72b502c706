import { expect } from "chai";
import { briefEvidence, evidenceOf, reduceEvidence } from "#provider/cognito/evidence";
import { buildAuthEvent } from "../../support/buildAuthEvent.ts";

const feedback = { value: "Valid", provider: "User", date: "2026-11-21T09:00:00Z" };

describe("evidence of an event", () => {
	it("contains all of the event but its ID, with its feedback as the prior feedback", () => {
		const { eventId: _, ...rest } = buildAuthEvent({ timeZone: "+01:00", challenges: ["Password: Success"] });
		expect(evidenceOf({ ...rest, eventId: "e1", feedback }, "full")).to.deep.equal({
			...rest,
			priorFeedback: feedback,
		});
	});

	it("has no prior feedback if the event has no feedback", () => {
		expect(evidenceOf(buildAuthEvent(), "full")).not.to.have.any.keys("priorFeedback", "feedback");
	});

	it("has no address, place or device at the level `risk`", () => {
		const event = buildAuthEvent({
			timeZone: "+01:00",
			challenges: ["Mfa: Failure"],
			compromisedCredentials: true,
		});
		expect(evidenceOf({ ...event, feedback }, "risk")).to.deep.equal({
			type: "SignIn",
			time: "2026-11-20T08:14:00Z",
			response: "Pass",
			riskDecision: "AccountTakeover",
			riskLevel: "High",
			compromisedCredentials: true,
			challenges: ["Mfa: Failure"],
			priorFeedback: feedback,
		});
	});

	it("is nothing at the level `none`", () => {
		expect(evidenceOf(buildAuthEvent(), "none")).to.equal(undefined);
	});

	it("of an event with only an ID is empty", () => {
		expect(evidenceOf({ eventId: "e1" }, "full")).to.deep.equal({});
		expect(evidenceOf({ eventId: "e1" }, "risk")).to.deep.equal({});
	});

	it("from an earlier run is reduced to the current level, and unchanged at `full`", () => {
		const { eventId: _, ...kept } = buildAuthEvent();
		expect(reduceEvidence(kept, "full")).to.deep.equal(kept);
		expect(reduceEvidence(kept, "risk")).not.to.have.any.keys("ipAddress", "city", "country", "device");
		expect(reduceEvidence(kept, "risk")).to.include({ riskLevel: "High", type: "SignIn" });
		expect(reduceEvidence(kept, "none")).to.equal(undefined);
	});
});

describe("brief evidence, which a set keeps", () => {
	const { eventId: _, ...whole } = buildAuthEvent({
		time: "2026-11-20T08:14:59Z",
		timeZone: "+01:00",
		compromisedCredentials: false,
		challenges: ["Password: Success", "Mfa: Failure"],
	});
	const brief = {
		type: "SignIn",
		time: "2026-11-20T08:14Z",
		riskDecision: "AccountTakeover",
		riskLevel: "High",
		ipAddress: "203.0.113.7",
		city: "Berlin",
		country: "DE",
		device: "Chrome on Windows",
		challenges: ["Mfa: Failure"],
		priorFeedback: { value: "Valid", provider: "User", date: "2026-11-21T09:00Z" },
	};

	it("has the time to the minute, and omits usual values", () => {
		expect(briefEvidence({ ...whole, priorFeedback: feedback })).to.deep.equal(brief);
	});

	it("has unusual values: the response, and compromised credentials", () => {
		const unusual = { response: "Fail", compromisedCredentials: true };
		expect(briefEvidence(unusual)).to.deep.equal(unusual);
	});

	it("is the same when it is derived from brief evidence", () => {
		expect(briefEvidence(brief)).to.deep.equal(brief);
	});

	it("is empty without evidence", () => {
		expect(briefEvidence({})).to.deep.equal({});
	});
});
