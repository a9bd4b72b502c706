import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { PacedFeedbackService } from "#provider/cognito/pacedFeedbackService";
import { EmulatorError } from "#provider/emulator/index";
import { rejectionOf } from "../../support/buildRejection.ts";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { eventsInARow } from "../../support/emulatorContent.ts";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

function throttle(): never {
	throw new EmulatorError("TooManyRequestsException", "Too many requests");
}

describe("throttling through the AWS SDK", () => {
	const start = fakeCognitos();

	for (const [code, status] of [
		["TooManyRequestsException", 429],
		["ThrottlingException", 400],
		["LimitExceeded", 429],
	] as const) {
		it(`is not retried by the SDK, but told as throttling (${code}, ${status})`, async () => {
			const { service, emulator } = await start([{ EventId: "e1" }], {
				onRequest: () => {
					throw new EmulatorError(code, "Slow down", status);
				},
			});
			const submitting = await rejectionOf(service.submitFeedback(decision));
			expect(submitting).to.be.instanceOf(FeedbackError).and.to.include({ kind: "throttled" });
			expect(emulator.requests).to.have.length(1);
			const listing = await rejectionOf(service.listAuthEvents(poolUser));
			expect(listing).to.be.instanceOf(FeedbackError).and.to.include({ kind: "throttled" });
			expect(emulator.requests).to.have.length(2);
		});
	}

	it("leaves the SDK's own retries at three attempts for an error of the server", async () => {
		const { service, emulator } = await start([{ EventId: "e1" }], {
			onRequest: () => {
				throw new EmulatorError("InternalErrorException", "for good");
			},
		});
		const error = await rejectionOf(service.submitFeedback(decision));
		expect(error.message).to.contain("3 attempts");
		expect(emulator.requests).to.have.length(3);
	});

	it("is made again by the pace until it is taken", async () => {
		let refusals = 3;
		const { service, emulator } = await start([{ EventId: "e1" }], {
			onRequest: () => {
				if (refusals-- > 0) throttle();
			},
		});
		await new PacedFeedbackService(service, 200).submitFeedback(decision);
		expect(emulator.requests).to.have.length(4);
		expect(feedbackIn(emulator.content())).to.include({ e1: "Valid" });
	});

	it("loses no look-up either", async () => {
		let refusals = 2;
		const { service, emulator } = await start(eventsInARow(3), {
			onRequest: () => {
				if (refusals-- > 0) throttle();
			},
		});
		const page = await new PacedFeedbackService(service, 200).listAuthEvents(poolUser);
		expect(page.events).to.have.length(3);
		expect(emulator.requests).to.have.length(3);
	});
});
