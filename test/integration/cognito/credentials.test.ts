import { expect } from "chai";
import { awsVariables } from "../../support/awsVariables.ts";
import { failureOf } from "../../support/buildRejection.ts";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

describe("A machine without credentials", () => {
	awsVariables({});
	const start = emulatedCognitos();

	for (const [what, connection, kind] of [
		["nothing names any", {}, "noCredentials"],
		["the configured profile does not exist", { profile: "nobody" }, "unknownProfile"],
	] as const) {
		it(`makes no request if ${what}`, async () => {
			const { client, emulator } = await start([{ EventId: "e1" }], {}, connection);
			expect(await failureOf(client.submitFeedback(decision))).to.include({
				kind,
				eventId: "e1",
				code: "CredentialsProviderError",
				mayHaveArrived: false,
			});
			expect(emulator.requests).to.deep.equal([]);
		});
	}
});
