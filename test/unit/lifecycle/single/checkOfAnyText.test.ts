import { expect } from "chai";
import fc from "fast-check";
import { FeedbackTokens } from "#provider/emulator/feedbackTokens";
import { EmulatorError } from "#provider/emulator/index";
import { operations } from "#provider/emulator/operations";
import { Store } from "#provider/emulator/store";
import { type Decision, decisionFields } from "#provider/lifecycle/decision";
import { anyText } from "../../../support/anyText.ts";
import { apiModel } from "../../../support/apiModel.ts";
import { buildDecision } from "../../../support/buildDecision.ts";
import { buildRun } from "../../../support/buildRun.ts";

const cases = 2_000;
const nothing = new Store({ UserPools: [] });

/** Whether a check accepts a decision on an existing event. */
async function isTaken(decision: Decision): Promise<boolean> {
	const { single, cognito } = buildRun();
	cognito.hold(decision, { eventId: decision.eventId });
	const { failures } = await single.check({}, { ...decision });
	return failures.length === 0;
}

/** Whether the emulator finds no mistake in a decision, other than that the pool does not exist. */
async function isTakenByEmulator(decision: Decision): Promise<boolean> {
	const { userPoolId: UserPoolId, username: Username, eventId: EventId, feedbackValue } = decision;
	const input = { UserPoolId, Username, EventId, FeedbackValue: feedbackValue };
	const tokens = new FeedbackTokens();
	const services = { store: nothing, tokens, now: () => new Date(), save: async () => {} };
	try {
		await operations.AdminUpdateAuthEventFeedback(input, services);
	} catch (error) {
		if (!(error instanceof EmulatorError)) throw error;
		if (error.code === "ResourceNotFoundException") return true;
		expect(error.code).to.equal("InvalidParameterException");
		return false;
	}
	throw new Error("An emulator without pools took feedback");
}

describe("checking a decision with any text", () => {
	for (const field of decisionFields.filter((each) => each !== "note")) {
		it(`accepts ${field} exactly if the API model and the emulator accept it`, async () => {
			let taken = 0;
			await fc.assert(
				// The only text that the API accepts and Pulumi does not: see below.
				fc.asyncProperty(
					anyText.filter((text) => !text.includes("<{%")),
					async (text) => {
						const decision = { ...buildDecision(), [field]: text };
						const isRight = apiModel[field](text);
						if (isRight) taken++;
						expect(await isTaken(decision)).to.equal(isRight);
						expect(await isTakenByEmulator(decision)).to.equal(isRight);
					},
				),
				{ numRuns: cases },
			);
			// The test would prove nothing if all texts were valid, or all invalid.
			expect(taken).to.be.within(cases / 200, cases * 0.9);
		});
	}

	it("accepts any note that Pulumi can print", async () => {
		await fc.assert(
			fc.asyncProperty(anyText, async (note) => {
				expect(await isTaken(buildDecision({ note }))).to.equal(apiModel.note(note));
			}),
			{ numRuns: 300 },
		);
	});

	it("accepts a username that Pulumi would parse as a color only if it is secret", async () => {
		const decision = buildDecision({ username: "a<{%b%}>c" });
		expect(await isTakenByEmulator(decision)).to.equal(true);
		expect(await isTaken(decision)).to.equal(false);
		expect(await isTaken({ ...decision, ...{ __secret: true } })).to.equal(true);
	});
});
