import { expect } from "chai";
import { RateLimitedCognito } from "#provider/cognito/rateLimited";
import { EmulatorError } from "#provider/emulator/index";
import { failureOf } from "../../support/buildRejection.ts";
import { feedbackIn } from "../../support/cognitoContent.ts";
import { emulatedCognitos, poolUser } from "../../support/emulatedCognito.ts";
import { eventsInARow } from "../../support/emulatorContent.ts";

const decision = { ...poolUser, eventId: "e1", feedbackValue: "Valid" } as const;

/** Fails this many requests. */
function failing(times: number, code: string, status?: number) {
	let left = times;
	return {
		onRequest: () => {
			if (left-- > 0) throw new EmulatorError(code, "Slow down", status);
		},
	};
}

describe("A request with a temporary failure", () => {
	const start = emulatedCognitos();

	it("is retried after an internal error", async () => {
		const { client, emulator } = await start([{ EventId: "e1" }], failing(1, "InternalErrorException"));
		await client.submitFeedback(decision);
		expect(emulator.requests).to.have.length(2);
		expect(feedbackIn(emulator.content())).to.include({ e1: "Valid" });
	});

	it("is made at most three times after internal errors", async () => {
		const { client, emulator } = await start(
			[{ EventId: "e1" }],
			failing(Number.POSITIVE_INFINITY, "InternalErrorException"),
		);
		expect(await failureOf(client.submitFeedback(decision))).to.include({
			attempts: 3,
			mayHaveArrived: true,
		});
		expect(emulator.requests).to.have.length(3);
	});

	it("surely had no effect if no attempt reached the server", async () => {
		const { client } = await start([], {}, { endpoint: "http://127.0.0.1:1" });
		expect(await failureOf(client.submitFeedback(decision))).to.include({
			kind: "unreachable",
			code: "ECONNREFUSED",
			mayHaveArrived: false,
		});
	});

	it("may have had an effect through an earlier attempt, even if the last one was rejected", async () => {
		let attempts = 0;
		const { client } = await start([{ EventId: "e1" }], {
			onRequest: () => {
				throw new EmulatorError(attempts++ === 0 ? "InternalErrorException" : "BrandNewException", "No");
			},
		});
		expect(await failureOf(client.submitFeedback(decision))).to.include({
			code: "BrandNewException",
			mayHaveArrived: true,
		});
	});

	it("is not retried after a rejection", async () => {
		const { client, emulator } = await start([]);
		await failureOf(client.submitFeedback({ ...decision, eventId: "missing" }));
		expect(emulator.requests).to.have.length(1);
	});

	for (const [code, status] of [
		["TooManyRequestsException", 429],
		["ThrottlingException", 400],
		["LimitExceeded", 429],
	] as const) {
		it(`is not retried by the SDK after throttling (${code}, ${status})`, async () => {
			const throttling = failing(Number.POSITIVE_INFINITY, code, status);
			const { client, emulator } = await start([{ EventId: "e1" }], throttling);
			expect(await failureOf(client.submitFeedback(decision))).to.include({ kind: "throttled" });
			expect(emulator.requests).to.have.length(1);
			expect(await failureOf(client.listAuthEvents(poolUser))).to.include({ kind: "throttled" });
			expect(emulator.requests).to.have.length(2);
		});
	}

	it("is retried by the rate limiter after throttling, until it is accepted", async () => {
		const { client, emulator } = await start([{ EventId: "e1" }], failing(3, "TooManyRequestsException"));
		await new RateLimitedCognito(client, 200).submitFeedback(decision);
		expect(emulator.requests).to.have.length(4);
		expect(feedbackIn(emulator.content())).to.include({ e1: "Valid" });
	});

	it("is retried if it is a look-up, too", async () => {
		const { client, emulator } = await start(eventsInARow(3), failing(2, "TooManyRequestsException"));
		const { events } = await new RateLimitedCognito(client, 200).listAuthEvents(poolUser);
		expect(events).to.have.length(3);
		expect(emulator.requests).to.have.length(3);
	});
});
