import { expect } from "chai";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

describe("submitting feedback through the AWS SDK", () => {
	const start = fakeCognitos();

	it("makes one request with just what the API takes, and Cognito holds it", async () => {
		const now = () => new Date("2026-11-23T10:00:00.400Z");
		const { service, emulator } = await start([{ EventId: "e1" }], { now });
		const decision = { ...poolUser, eventId: "e1", feedbackValue: "Invalid", note: "never sent" } as const;
		await service.submitFeedback(decision);
		expect(emulator.requests).to.deep.equal([
			{
				operation: "AdminUpdateAuthEventFeedback",
				input: {
					UserPoolId: poolUser.userPoolId,
					Username: "alice",
					EventId: "e1",
					FeedbackValue: "Invalid",
				},
			},
		]);
		expect((await service.listAuthEvents(poolUser)).events[0]?.feedback).to.deep.equal({
			value: "Invalid",
			provider: "Admin",
			date: "2026-11-23T10:00:00Z",
		});
	});
});
