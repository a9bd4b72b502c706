import { expect } from "chai";
import { FeedbackError } from "#provider/cognito/feedbackError";
import { RateLimiter } from "#provider/cognito/rateLimiter";
import { fakeTimes } from "../../support/fakeTime.ts";

const unreachable = (event: string) =>
	new FeedbackError("the server did not answer in time.", "unreachable", `event ${event}`);

describe("a pace whose server answers nobody", () => {
	const time = fakeTimes();
	let begun: string[];

	beforeEach(() => {
		begun = [];
	});

	/** A request that takes so long, and then fails or not. */
	const request = (event: string, ms: number, fails: boolean) => async () => {
		begun.push(event);
		await time().sleep(ms);
		if (fails) throw unreachable(event);
	};
	const failureOf = (result: Promise<unknown>) =>
		result.then(
			() => "",
			({ message }: Error) => message,
		);

	it("gives up with the first that fails all that wait, and names its event to none of them", async () => {
		const pace = new RateLimiter({ perSecond: 1, burst: 1 });
		const results = ["a", "b", "c"].map((event) => failureOf(pace.run(request(event, 500, true))));
		expect(await time().until(Promise.all(results))).to.deep.equal([
			"event a: the server did not answer in time.",
			"the server did not answer in time.",
			"the server did not answer in time.",
		]);
		expect(begun).to.deep.equal(["a"]);
	});

	it("tries nothing for a while, and then one again", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 1 });
		await time().until(failureOf(pace.run(request("a", 30_000, true))));
		await time().until(failureOf(pace.run(request("b", 30_000, true))));
		await time().advance(10_001);
		expect(await time().until(failureOf(pace.run(request("c", 100, false))))).to.equal("");
		expect(await time().until(failureOf(pace.run(request("d", 100, false))))).to.equal("");
		expect(begun).to.deep.equal(["a", "c", "d"]);
	});

	it("goes on where others were answered meanwhile", async () => {
		const pace = new RateLimiter({ perSecond: 10, burst: 2 });
		const results = [
			pace.run(request("lost", 5_000, true)),
			pace.run(request("b", 100, false)),
			pace.run(request("c", 6_000, false)),
			...Array.from({ length: 60 }, (_, index) => pace.run(request(`later ${index}`, 100, false))),
		].map(failureOf);
		const failures = (await time().until(Promise.all(results))).filter(Boolean);
		expect(failures).to.deep.equal(["event lost: the server did not answer in time."]);
	});
});
