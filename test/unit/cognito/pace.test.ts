import { expect } from "chai";
import fc from "fast-check";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeTime, fakeTimes } from "../../support/fakeTime.ts";
import { throttling } from "../../support/quotaServer.ts";

describe("a pace", () => {
	const time = fakeTimes();

	/** Begins so many requests that take as long as given, and gives when each began. */
	function begin(pace: Pace, count: number, duration: number | Promise<void>) {
		const begun: number[] = [];
		const done = Array.from({ length: count }, () =>
			pace.run(async () => {
				begun.push(time().now);
				await (typeof duration === "number" ? time().sleep(duration) : duration);
			}),
		);
		return { begun, all: Promise.all(done) };
	}

	it("gives what the request gives", async () => {
		expect(await new RateLimiter({ perSecond: 10, burst: 1 }).run(async () => "done")).to.equal("done");
	});

	it("begins requests one after another at its rate, in the order in which they came", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 1 });
		const order: number[] = [];
		const { begun, all } = begin(pace, 5, 200);
		const others = [1, 2, 3].map((number) => pace.run(async () => order.push(number)));
		await time().until(Promise.all([all, ...others]));
		expect(begun.map(Math.round)).to.deep.equal([0, 100, 200, 300, 400]);
		expect(order).to.deep.equal([1, 2, 3]);
	});

	it("begins a burst at once, also after a rest, and no more than that however long the rest", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 5 });
		const first = begin(pace, 7, 10);
		await time().until(first.all);
		expect(first.begun.filter((when) => when === 0)).to.have.length(5);
		await time().advance(60_000);
		const second = begin(pace, 7, 10);
		await time().settle();
		expect(second.begun).to.have.length(5);
		await time().until(second.all);
	});

	it("never begins more than its rate and burst allow, in any span of time", async () => {
		const wave = fc.record({
			count: fc.integer({ min: 1, max: 30 }),
			pause: fc.integer({ min: 0, max: 3_000 }),
			duration: fc.integer({ min: 0, max: 500 }),
		});
		const given = fc.record({
			perSecond: fc.double({ min: 0.5, max: 200, noNaN: true }),
			burst: fc.integer({ min: 1, max: 40 }),
			waves: fc.array(wave, { minLength: 1, maxLength: 6 }),
		});
		await fc.assert(
			fc.asyncProperty(given, async ({ perSecond, burst, waves }) => {
				const pace = new RateLimiter({ perSecond, burst });
				const all: Promise<unknown>[] = [];
				const waved: { begun: number[] }[] = [];
				for (const { count, pause, duration } of waves) {
					const begun = begin(pace, count, duration);
					waved.push(begun);
					all.push(begun.all);
					await time().advance(pause);
				}
				await time().until(Promise.all(all));
				const begun = waved.flatMap((each) => each.begun).sort((a, b) => a - b);
				// What a timer that is late by 20 ms may make up for.
				const most = Math.max(burst, 1 + perSecond * 0.02);
				for (const [first, from] of begun.entries()) {
					for (const [last, to] of begun.entries()) {
						if (last < first) continue;
						const allowed = ((to - from) / 1_000) * perSecond + most;
						expect(last - first + 1).to.be.at.most(allowed + 1e-6);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("has under way what its rate needs at 200 ms a request, at least 16 and at most 200", async () => {
		for (const [perSecond, most] of [
			[1, 16],
			[200, 40],
			[10_000, 200],
		] as const) {
			const pace = new RateLimiter({ perSecond, burst: 1_000 });
			let release = () => {};
			const gate = new Promise<void>((resolve) => {
				release = resolve;
			});
			const { begun, all } = begin(pace, 300, gate);
			await time().advance(60_000);
			expect(begun).to.have.length(most);
			release();
			await time().until(all);
			expect(begun).to.have.length(300);
		}
	});

	it("reaches its rate with requests that take 200 ms", async () => {
		const { all } = begin(new RateLimiter({ perSecond: 100, burst: 1 }), 1_000, 200);
		await time().until(all);
		expect(time().now).to.be.within(9_900, 10_700);
	});

	it("passes on what another failure throws, at once, and goes on with the others", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 1 });
		const failure = new Error("no");
		let attempts = 0;
		const failing = rejectionOf(
			pace.run(async () => {
				attempts++;
				throw failure;
			}),
		);
		const others = begin(pace, 30, 200);
		expect(await time().until(failing)).to.equal(failure);
		await time().until(others.all);
		expect(attempts).to.equal(1);
		expect(others.begun).to.have.length(30);
	});

	it("takes the clock that it is given", async () => {
		const clock = new FakeTime();
		const pace = new RateLimiter({ perSecond: 1, burst: 1, now: () => clock.now });
		const first = begin(pace, 1, 0);
		await time().until(first.all);
		clock.now = 5_000;
		const second = begin(pace, 1, 0);
		await time().settle();
		expect(second.begun).to.have.length(1);
	});

	it("makes a throttled request again, and those that came later after it", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 1 });
		const attempts: string[] = [];
		const requests = ["a", "b", "c"].map((name) =>
			pace.run(async () => {
				attempts.push(name);
				if (attempts.length === 1) throw throttling();
			}),
		);
		await time().until(Promise.all(requests));
		expect(attempts).to.deep.equal(["a", "a", "b", "c"]);
	});

	it("stays below its rate also after it was throttled, however low that is", async () => {
		const pace = new RateLimiter({ perSecond: 0.1, burst: 1 });
		const begun: number[] = [];
		const request = pace.run(async () => {
			begun.push(time().now);
			if (begun.length < 4) throw throttling();
		});
		await time().until(request);
		expect(begun).to.have.length(4);
		for (const [index, when] of begun.entries()) expect(when).to.be.at.least(index * 10_000 - 1);
	});
});
