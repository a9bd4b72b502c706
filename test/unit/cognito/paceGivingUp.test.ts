import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { rejectionOf } from "../../support/buildRejection.ts";
import { fakeTimes } from "../../support/fakeTime.ts";
import { throttling } from "../../support/quotaServer.ts";

describe("a pace that is throttled all the time", () => {
	const time = fakeTimes();

	it("gives a request up after a minute of nothing else, with the throttling", async () => {
		const pace = new RateLimiter({ perSecond: 20, burst: 1 });
		let attempts = 0;
		const failure = throttling();
		const error = await time().until(
			rejectionOf(
				pace.run(async () => {
					attempts++;
					throw failure;
				}),
			),
		);
		expect(error).to.equal(failure);
		expect(time().now).to.be.within(60_000, 65_000);
		expect(attempts).to.be.within(20, 300);
	});

	it("does not give up as long as the server takes any, however seldom", async () => {
		const pace = new RateLimiter({ perSecond: 20, burst: 1 });
		let free = 50_000;
		const request = async () => {
			await time().sleep(100);
			if (time().now < free) throw throttling();
			free = time().now + 50_000;
		};
		await time().until(Promise.all(Array.from({ length: 6 }, () => pace.run(request))));
		expect(time().now).to.be.at.least(300_000);
	});

	it("is soon as fast as before where that lasted a moment", async () => {
		const pace = new RateLimiter({ perSecond: 20, burst: 1 });
		const request = async () => {
			if (time().now > 2_000 && time().now < 3_000) throw throttling();
		};
		await time().until(Promise.all(Array.from({ length: 200 }, () => pace.run(request))));
		// 10 s without throttling; growing back slowly from the least rate would take 30.
		expect(time().now).to.be.below(17_000);
	});

	it("does not count the time in which it had nothing to do", async () => {
		const pace = new RateLimiter({ perSecond: 20, burst: 1 });
		await pace.run(async () => {});
		await time().advance(3_600_000);
		let attempts = 0;
		await time().until(
			pace.run(async () => {
				if (attempts++ === 0) throw throttling();
			}),
		);
		expect(attempts).to.equal(2);
	});

	it("does not count time in which the server answered with something else", async () => {
		const pace = new RateLimiter({ perSecond: 20, burst: 1 });
		const others = Array.from({ length: 1_400 }, () =>
			pace.run(async () => {
				await time().sleep(100);
				throw new FeedbackError("the event is gone.", "poolOrEventNotFound");
			}),
		);
		let attempts = 0;
		const throttled = pace.run(async () => {
			if (attempts++ === 0) throw throttling();
		});
		await time().until(Promise.allSettled([...others, throttled]));
		expect(time().now).to.be.above(60_000);
		expect(attempts).to.equal(2);
		await throttled;
	});

	it("works again when the server does", async () => {
		const pace = new RateLimiter({ perSecond: 20, burst: 1 });
		await time().until(
			rejectionOf(
				pace.run(async () => {
					throw throttling();
				}),
			),
		);
		let taken = 0;
		const begun = time().now;
		const requests = Array.from({ length: 200 }, () => pace.run(async () => taken++));
		await time().until(Promise.all(requests));
		expect(taken).to.equal(200);
		expect(time().now - begun).to.be.below(60_000);
	});
});
