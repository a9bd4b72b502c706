import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { rejectionOf } from "../../support/buildRejection.ts";
import { fakeTimes } from "../../support/fakeTime.ts";
import { throttling } from "../../support/quotaServer.ts";

const cancelled = new FeedbackError("the run was cancelled.");

describe("a pace that is stopped", () => {
	const time = fakeTimes();

	it("lets end what is under way, and begins nothing that waits or comes later", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 2 });
		let begun = 0;
		const request = async () => {
			begun++;
			await time().sleep(1_000);
			return "done";
		};
		const results = Array.from({ length: 5 }, () => pace.run(request).catch((error: Error) => error.message));
		await time().advance(0);
		pace.stop(cancelled);
		results.push(pace.run(request).catch((error: Error) => error.message));
		expect(await time().until(Promise.all(results))).to.deep.equal([
			"done",
			"done",
			...Array(4).fill("the run was cancelled."),
		]);
		expect(begun).to.equal(2);
	});

	it("does not make a throttled request again", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 1 });
		const result = rejectionOf(
			pace.run(async () => {
				pace.stop(cancelled);
				throw throttling();
			}),
		);
		expect((await time().until(result)).message).to.equal("the run was cancelled.");
	});
});
