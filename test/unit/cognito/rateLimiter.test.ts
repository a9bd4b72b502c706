import { expect } from "chai";
import fc from "fast-check";
import { CognitoError, type FailureKind } from "#provider/cognito/cognitoError";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { rejectionOf } from "../../support/buildRejection.ts";
import { FakeTime, fakeTimes } from "../../support/fakeTime.ts";
import { throttling } from "../../support/quotaServer.ts";

const failed = (kind: FailureKind) =>
	new CognitoError({ kind, operation: "AdminUpdateAuthEventFeedback", userPoolId: "eu-central-1_A" });

describe("A rate limiter", () => {
	const time = fakeTimes();

	/** Starts this many requests of a duration, and returns the start time of each. */
	function begin(limiter: RateLimiter, count: number, duration: number | Promise<void>) {
		const begun: number[] = [];
		const done = Array.from({ length: count }, () =>
			limiter.run(async () => {
				begun.push(time().now);
				await (typeof duration === "number" ? time().sleep(duration) : duration);
			}),
		);
		return { begun, all: Promise.all(done) };
	}

	it("returns what the request returns", async () => {
		expect(await new RateLimiter({ perSecond: 10, burst: 1 }).run(async () => "done")).to.equal("done");
	});

	it("starts requests one after another at its rate, in order of arrival", async () => {
		const limiter = new RateLimiter({ perSecond: 10, burst: 1 });
		const order: number[] = [];
		const { begun, all } = begin(limiter, 5, 200);
		const others = [1, 2, 3].map((number) => limiter.run(async () => order.push(number)));
		await time().until(Promise.all([all, ...others]));
		expect(begun.map(Math.round)).to.deep.equal([0, 100, 200, 300, 400]);
		expect(order).to.deep.equal([1, 2, 3]);
	});

	it("starts at most a burst at once, even after a long pause", async () => {
		const limiter = new RateLimiter({ perSecond: 10, burst: 5 });
		const first = begin(limiter, 7, 10);
		await time().until(first.all);
		expect(first.begun.filter((when) => when === 0)).to.have.length(5);
		await time().advance(60_000);
		const second = begin(limiter, 7, 10);
		await time().settle();
		expect(second.begun).to.have.length(5);
		await time().until(second.all);
	});

	it("never starts more than its rate and burst allow in any period, or 1.2 times its rate in a second", async () => {
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
				const limiter = new RateLimiter({ perSecond, burst });
				const begunWaves: ReturnType<typeof begin>[] = [];
				for (const { count, pause, duration } of waves) {
					begunWaves.push(begin(limiter, count, duration));
					await time().advance(pause);
				}
				await time().until(Promise.all(begunWaves.map(({ all }) => all)));
				const begun = begunWaves.flatMap((each) => each.begun).sort((a, b) => a - b);
				// The requests that a timer delayed by 20 ms may catch up on.
				const most = Math.max(burst, 1 + perSecond * 0.02);
				for (const [first, from] of begun.entries()) {
					for (const [last, to] of begun.entries()) {
						if (last < first) continue;
						const inBucket = ((to - from) / 1_000) * perSecond + most;
						const isWithinSecond = to - from < 1_000 - 1e-6;
						const allowed = isWithinSecond ? Math.min(inBucket, Math.ceil(1.2 * perSecond)) : inBucket;
						if (last - first + 1 > allowed + 1e-6)
							expect.fail(`${last - first + 1} requests began in ${to - from} ms`);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("allows the concurrency that its rate needs at 200 ms per request, at least 16 and at most 64", async () => {
		for (const [perSecond, most] of [
			[1, 16],
			[200, 40],
			[10_000, 64],
		] as const) {
			const limiter = new RateLimiter({ perSecond, burst: 1_000 });
			expect(limiter.concurrency).to.equal(most);
			const gate = Promise.withResolvers<void>();
			const { begun, all } = begin(limiter, 300, gate.promise);
			await time().advance(60_000);
			expect(begun).to.have.length(most);
			gate.resolve();
			await time().until(all);
			expect(begun).to.have.length(300);
		}
	});

	it("reaches its rate with requests that take 200 ms", async () => {
		const { all } = begin(new RateLimiter({ perSecond: 100, burst: 1 }), 1_000, 200);
		await time().until(all);
		expect(time().now).to.be.within(9_900, 10_700);
	});

	it("uses the clock that it is passed", async () => {
		const clock = new FakeTime();
		const limiter = new RateLimiter({ perSecond: 1, burst: 1, now: () => clock.now });
		const first = begin(limiter, 1, 0);
		await time().until(first.all);
		clock.now = 5_000;
		const second = begin(limiter, 1, 0);
		await time().settle();
		expect(second.begun).to.have.length(1);
	});

	it("passes on a failure other than throttling at once, and continues with other requests", async () => {
		const limiter = new RateLimiter({ perSecond: 10, burst: 1 });
		const failure = failed("accessDenied");
		let attempts = 0;
		const failing = rejectionOf(
			limiter.run(async () => {
				attempts++;
				throw failure;
			}),
		);
		const others = begin(limiter, 30, 200);
		expect(await time().until(failing)).to.equal(failure);
		await time().until(others.all);
		expect(attempts).to.equal(1);
		expect(others.begun).to.have.length(30);
	});

	describe("that is throttled", () => {
		const limiterAt = (perSecond: number) => new RateLimiter({ perSecond, burst: 1 });

		it("retries a throttled request before later ones", async () => {
			const limiter = limiterAt(10);
			const attempts: string[] = [];
			const requests = ["a", "b", "c"].map((name) =>
				limiter.run(async () => {
					attempts.push(name);
					if (attempts.length === 1) throw throttling();
				}),
			);
			await time().until(Promise.all(requests));
			expect(attempts).to.deep.equal(["a", "a", "b", "c"]);
		});

		it("alternates other requests with one that is always throttled, which fails alone", async () => {
			const limiter = limiterAt(20);
			const failure = throttling();
			let isThrottled = true;
			const bad = limiter.run(async () => {
				if (isThrottled) throw failure;
			});
			let taken = 0;
			const good = Array.from({ length: 20 }, () => limiter.run(async () => taken++));
			await time().until(Promise.all(good));
			expect(taken).to.equal(20);
			expect(time().now).to.be.below(60_000);
			isThrottled = false;
			await time().until(bad);
		});

		it("fails a request after a minute of only throttling", async () => {
			let attempts = 0;
			const failure = throttling();
			const request = limiterAt(20).run(async () => {
				attempts++;
				throw failure;
			});
			expect(await time().until(rejectionOf(request))).to.equal(failure);
			expect(time().now).to.be.within(60_000, 65_000);
			expect(attempts).to.be.within(20, 300);
		});

		it("continues as long as the server accepts any request, however rarely", async () => {
			const limiter = limiterAt(20);
			let free = 50_000;
			const request = async () => {
				await time().sleep(100);
				if (time().now < free) throw throttling();
				free = time().now + 50_000;
			};
			await time().until(Promise.all(Array.from({ length: 6 }, () => limiter.run(request))));
			expect(time().now).to.be.at.least(300_000);
		});

		it("continues as long as the server has other responses", async () => {
			const limiter = limiterAt(20);
			const others = Array.from({ length: 1_400 }, () =>
				limiter.run(async () => {
					await time().sleep(100);
					throw failed("notFound");
				}),
			);
			let attempts = 0;
			const throttled = limiter.run(async () => {
				if (attempts++ === 0) throw throttling();
			});
			await time().until(Promise.allSettled([...others, throttled]));
			expect(time().now).to.be.above(60_000);
			expect(attempts).to.equal(2);
			await throttled;
		});

		it("does not count idle time", async () => {
			const limiter = limiterAt(20);
			await limiter.run(async () => {});
			await time().advance(3_600_000);
			let attempts = 0;
			await time().until(
				limiter.run(async () => {
					if (attempts++ === 0) throw throttling();
				}),
			);
			expect(attempts).to.equal(2);
		});

		it("makes further requests after it failed one", async () => {
			const limiter = limiterAt(20);
			const failing = limiter.run(async () => {
				throw throttling();
			});
			await time().until(rejectionOf(failing));
			let taken = 0;
			const begun = time().now;
			const requests = Array.from({ length: 200 }, () => limiter.run(async () => taken++));
			await time().until(Promise.all(requests));
			expect(taken).to.equal(200);
			expect(time().now - begun).to.be.below(60_000);
		});
	});

	describe("whose server is down", () => {
		let begun: string[];
		beforeEach(() => {
			begun = [];
		});

		/** A request of this duration, and the error that it fails with, if any. */
		const request = (name: string, ms: number, failure?: Error) => async () => {
			begun.push(name);
			await time().sleep(ms);
			if (failure) throw failure;
		};
		const failureOf = (result: Promise<unknown>) =>
			result.then(
				() => undefined,
				(error: unknown) => error,
			);

		for (const kind of ["unreachable", "timeout"] as const) {
			it(`fails all queued requests with the first failure (${kind})`, async () => {
				const limiter = new RateLimiter({ perSecond: 1, burst: 1 });
				const failure = failed(kind);
				const results = ["a", "b", "c"].map((name) => failureOf(limiter.run(request(name, 500, failure))));
				expect(await time().until(Promise.all(results))).to.deep.equal([failure, failure, failure]);
				expect(begun).to.deep.equal(["a"]);
			});
		}

		it("makes no request for a while, and then a single one", async () => {
			const limiter = new RateLimiter({ perSecond: 10, burst: 1 });
			const down = failed("unreachable");
			expect(await time().until(failureOf(limiter.run(request("a", 30_000, down))))).to.equal(down);
			expect(await time().until(failureOf(limiter.run(request("b", 30_000))))).to.equal(down);
			await time().advance(10_001);
			expect(await time().until(failureOf(limiter.run(request("c", 100))))).to.equal(undefined);
			expect(await time().until(failureOf(limiter.run(request("d", 100))))).to.equal(undefined);
			expect(begun).to.deep.equal(["a", "c", "d"]);
		});

		it("continues if other requests got a response meanwhile", async () => {
			const limiter = new RateLimiter({ perSecond: 10, burst: 2 });
			const lost = failed("timeout");
			const results = [
				limiter.run(request("lost", 5_000, lost)),
				limiter.run(request("b", 100)),
				limiter.run(request("c", 6_000)),
				...Array.from({ length: 60 }, (_, index) => limiter.run(request(`later ${index}`, 100))),
			].map(failureOf);
			const failures = (await time().until(Promise.all(results))).filter(Boolean);
			expect(failures).to.deep.equal([lost]);
		});
	});

	describe("whose signal is aborted", () => {
		const reason = new Error("cancelled");
		let aborting: AbortController;
		beforeEach(() => {
			aborting = new AbortController();
		});

		it("completes requests in progress, and fails waiting and later ones with the reason", async () => {
			const limiter = new RateLimiter({ perSecond: 10, burst: 2, signal: aborting.signal });
			let begun = 0;
			const request = async () => {
				begun++;
				await time().sleep(1_000);
				return "done";
			};
			const run = () => limiter.run(request).catch((error: unknown) => error);
			const results = Array.from({ length: 5 }, run);
			await time().advance(0);
			aborting.abort(reason);
			results.push(run());
			expect(await time().until(Promise.all(results))).to.deep.equal([
				"done",
				"done",
				...Array(4).fill(reason),
			]);
			expect(begun).to.equal(2);
		});

		it("does not retry a throttled request", async () => {
			const limiter = new RateLimiter({ perSecond: 10, burst: 1, signal: aborting.signal });
			let attempts = 0;
			const request = limiter.run(async () => {
				attempts++;
				aborting.abort(reason);
				throw throttling();
			});
			expect(await time().until(rejectionOf(request))).to.equal(reason);
			expect(attempts).to.equal(1);
		});
	});
});
