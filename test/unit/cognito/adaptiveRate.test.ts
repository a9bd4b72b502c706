import { expect } from "chai";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { fakeTimes } from "../../support/fakeTime.ts";
import { QuotaServer, throttling } from "../../support/quotaServer.ts";

describe("A rate that adapts to a server's quota", () => {
	const time = fakeTimes();

	/** Sends this many requests like {@link RateLimitedCognito}. */
	function send(server: QuotaServer, perSecond: number, count: number): Promise<unknown> {
		const limiter = new RateLimiter({ perSecond, burst: perSecond / 2 });
		return Promise.all(Array.from({ length: count }, () => limiter.run(server.request)));
	}

	it("completes every request, each accepted once", async () => {
		const server = new QuotaServer(time(), 25);
		await time().until(send(server, 100, 1_000));
		expect(server.taken).to.have.length(1_000);
		expect(server.throttled).to.be.above(0);
	});

	for (const [quota, perSecond] of [
		[25, 30],
		[25, 100],
		[25, 10_000],
		[5, 100],
		[100, 200],
	] as const) {
		it(`uses at least 85 % of ${quota} requests a second over a long run, with ${perSecond} configured`, async () => {
			const server = new QuotaServer(time(), quota);
			const count = quota * 200;
			await time().until(send(server, perSecond, count));
			expect(count / (time().now / 1_000)).to.be.at.least(0.85 * quota);
		});
	}

	for (const quota of [5, 25, 100]) {
		it(`is throttled in under 1 % of requests with the quota of ${quota} configured, and uses it`, async () => {
			const server = new QuotaServer(time(), quota);
			const count = quota * 40;
			await time().until(send(server, quota, count));
			expect(server.throttled / count).to.be.below(0.01);
			expect(time().now / 1_000).to.be.below(44);
		});
	}

	it("sends 1,000 decisions at 25 a second within 50 s, with 100 configured", async () => {
		await time().until(send(new QuotaServer(time(), 25), 100, 1_000));
		expect(time().now).to.be.at.most(50_000);
	});

	it("falls with the quota, and recovers when it rises again", async () => {
		const server = new QuotaServer(time(), 50);
		const sending = send(server, 50, 6_000);
		await time().advance(20_000);
		server.quota = 10;
		await time().advance(60_000);
		const [before, arrivedBefore] = [server.taken.length, server.arrived.length];
		await time().advance(20_000);
		expect(server.taken.length - before).to.be.at.least(0.85 * 10 * 20);
		// Most requests that arrive are accepted, so it does not retry too aggressively.
		expect(server.arrived.length - arrivedBefore).to.be.at.most(1.5 * (server.taken.length - before));
		server.quota = 50;
		await time().advance(60_000);
		const back = server.taken.length;
		await time().advance(10_000);
		expect(server.taken.length - back).to.be.at.least(0.85 * 50 * 10);
		await time().until(sending);
		expect(server.taken).to.have.length(6_000);
	});

	it("recovers soon after a moment of throttling", async () => {
		const limiter = new RateLimiter({ perSecond: 20, burst: 1 });
		const request = async () => {
			if (time().now > 2_000 && time().now < 3_000) throw throttling();
		};
		await time().until(Promise.all(Array.from({ length: 200 }, () => limiter.run(request))));
		// 10 s without throttling; recovering slowly from the lowest rate would take 30.
		expect(time().now).to.be.below(17_000);
	});

	it("stays below the configured rate after throttling, however low that is", async () => {
		const limiter = new RateLimiter({ perSecond: 0.1, burst: 1 });
		const begun: number[] = [];
		const request = limiter.run(async () => {
			begun.push(time().now);
			if (begun.length < 4) throw throttling();
		});
		await time().until(request);
		expect(begun).to.have.length(4);
		for (const [index, when] of begun.entries()) expect(when).to.be.at.least(index * 10_000 - 1);
	});
});
