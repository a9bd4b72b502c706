import { expect } from "chai";
import { AuthEventFeedback } from "pulumi-cognito-feedback";

const decision = {
	userPoolId: "eu-central-1_A",
	username: "alice",
	eventId: "e1",
	feedbackValue: "Valid",
} as const;

describe("lone surrogates, which Pulumi drops on the way to the provider", () => {
	for (const [field, value] of [
		["username", "alice\ud800"],
		["note", "cut in an emoji \ud83d"],
	] as const) {
		it(`are rejected in \`${field}\``, () => {
			expect(() => new AuthEventFeedback("berlin", { ...decision, [field]: value }))
				.to.throw(`AuthEventFeedback "berlin": \`${field}\` contains a lone surrogate`)
				.with.property("name")
				.that.is.a("string");
		});
	}
});
