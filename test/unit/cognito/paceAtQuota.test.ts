import { expect } from "chai";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { fakeTimes } from "../../support/fakeTime.ts";
import { QuotaServer } from "../../support/quotaServer.ts";

describe("a pace at a server that enforces a quota", () => {
	const time = fakeTimes();

	async function send(server: QuotaServer, perSecond: number, count: number): Promise<void> {
		const pace = new RateLimiter({ perSecond, burst: 1 });
		await time().until(Promise.all(Array.from({ length: count }, () => pace.run(server.request))));
	}

	it("gets every request through, each taken once", async () => {
		const server = new QuotaServer(time(), 25);
		await send(server, 100, 1_000);
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
		it(`of ${quota} a second uses at least 85 % of it over a long run, with ${perSecond} configured`, async () => {
			const server = new QuotaServer(time(), quota);
			const count = quota * 200;
			await send(server, perSecond, count);
			expect(count / (time().now / 1_000)).to.be.at.least(0.85 * quota);
		});
	}

	for (const quota of [5, 25, 100]) {
		it(`of ${quota} a second that is configured is throttled under 1 %, and uses it`, async () => {
			const server = new QuotaServer(time(), quota);
			const count = quota * 40;
			await send(server, quota, count);
			expect(server.throttled / count).to.be.below(0.01);
			expect(time().now / 1_000).to.be.below(44);
		});
	}

	it("sends 1,000 decisions at 25 a second within 50 s, with 100 configured", async () => {
		await send(new QuotaServer(time(), 25), 100, 1_000);
		expect(time().now).to.be.at.most(50_000);
	});

	it("slows down where the quota falls, and finds its way back when it is free again", async () => {
		const server = new QuotaServer(time(), 50);
		const sending = send(server, 50, 6_000);
		await time().advance(20_000);
		server.quota = 10;
		await time().advance(60_000);
		const [before, arrivedBefore] = [server.taken.length, server.arrived.length];
		await time().advance(20_000);
		expect(server.taken.length - before).to.be.at.least(0.85 * 10 * 20);
		// Most of what arrives is taken: it does not hammer at the door.
		expect(server.arrived.length - arrivedBefore).to.be.at.most(1.5 * (server.taken.length - before));
		server.quota = 50;
		await time().advance(60_000);
		const back = server.taken.length;
		await time().advance(10_000);
		expect(server.taken.length - back).to.be.at.least(0.85 * 50 * 10);
		await time().until(sending);
		expect(server.taken).to.have.length(6_000);
	});
});
