import { expect } from "chai";
import { EmulatorError } from "#provider/emulator/index";
import { fakeCognitos, poolUser } from "../../support/fakeCognito.ts";

describe("a request that fails for a moment", () => {
	const start = fakeCognitos();

	it("is made again after an internal error, and succeeds", async () => {
		let failures = 1;
		const { service, emulator } = await start([{ EventId: "e1" }], {
			onRequest: () => {
				if (failures-- > 0) throw new EmulatorError("InternalErrorException", "for a moment");
			},
		});
		await service.submitFeedback({ ...poolUser, eventId: "e1", feedbackValue: "Valid" });
		expect(emulator.requests).to.have.length(2);
		expect((await service.listAuthEvents(poolUser)).events[0]?.feedback?.value).to.equal("Valid");
	});

	it("is not made again where it was refused for good", async () => {
		const { service, emulator } = await start([]);
		await service
			.submitFeedback({ ...poolUser, eventId: "missing", feedbackValue: "Valid" })
			.catch(() => undefined);
		expect(emulator.requests).to.have.length(1);
	});
});
