import { expect } from "chai";
import { failureOf } from "../../support/buildRejection.ts";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";
import { fakeAwsEnvironment } from "../../support/fakeAwsEnvironment.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("A machine without credentials", () => {
	fakeAwsEnvironment({});
	const start = emulatedCognitos();

	for (const [what, connection] of [
		["nothing names any", {}],
		["the configured profile does not exist", { profile: "nobody" }],
	] as const) {
		it(`makes no request if ${what}`, async () => {
			const { client, emulator } = await start([{ EventId: "e1" }], {}, connection);
			expect(await failureOf(client.submitFeedback(decision))).to.include({
				kind: "noCredentials",
				eventId: "e1",
				code: "CredentialsProviderError",
				mayHaveArrived: false,
			});
			expect(emulator.requests).to.deep.equal([]);
		});
	}
});
