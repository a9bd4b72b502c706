import { expect } from "chai";
import { isFromAdministrator } from "#provider/cognito/authEvent";
import { toAuthEvent } from "#provider/cognito/convert";

type Wire = Parameters<typeof toAuthEvent>[0];

describe("An event of the API, converted to this package's type,", () => {
	it("omits null and empty fields", () => {
		const event = {
			EventId: "e1",
			EventType: "",
			CreationDate: null,
			EventRisk: { RiskDecision: null, RiskLevel: "" },
			EventContextData: null,
			ChallengeResponses: [],
			EventFeedback: { FeedbackValue: "", Provider: "Admin" },
		};
		expect(toAuthEvent(event as unknown as Wire)).to.deep.equal({ eventId: "e1" });
	});

	it("keeps `false`, which has a meaning", () => {
		expect(
			toAuthEvent({ EventId: "e1", EventRisk: { CompromisedCredentialsDetected: false } }),
		).to.deep.equal({
			eventId: "e1",
			compromisedCredentials: false,
		});
	});

	it("omits an invalid date", () => {
		expect(toAuthEvent({ EventId: "e1", CreationDate: new Date(Number.NaN) })).to.deep.equal({
			eventId: "e1",
		});
	});

	it("is dropped if it has no ID", () => {
		expect(toAuthEvent({ EventType: "SignIn" })).to.equal(undefined);
		expect(toAuthEvent({ EventId: "", EventType: "SignIn" })).to.equal(undefined);
	});
});

describe("Feedback from an administrator", () => {
	it("is recognized by its provider", () => {
		expect(isFromAdministrator({ value: "Valid", provider: "Admin" })).to.equal(true);
		expect(isFromAdministrator({ value: "Valid", provider: "User" })).to.equal(false);
		expect(isFromAdministrator({ value: "Valid" })).to.equal(false);
		expect(isFromAdministrator(undefined)).to.equal(false);
	});
});
