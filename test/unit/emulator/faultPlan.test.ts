import { expect } from "chai";
import fc from "fast-check";
import { FaultPlan } from "#provider/emulator/faults/plan";
import type { EmulatorFaultRule } from "#provider/emulator/faults/rule";

/** The numbers, from 1, of the submissions that a plan strikes. */
function struck(plan: FaultPlan, requests: number): number[] {
	return Array.from({ length: requests }, (_, index) => index + 1).filter(() =>
		plan.strike("AdminUpdateAuthEventFeedback"),
	);
}

function strikesOf(when: EmulatorFaultRule["when"] & object, seed?: number, requests = 20): number[] {
	return struck(new FaultPlan([{ fault: "reset", when }], seed), requests);
}

describe("emulator: when faults strike", () => {
	it("always by default", () => {
		expect(struck(new FaultPlan([{ fault: "reset" }]), 3)).to.deep.equal([1, 2, 3]);
	});

	for (const [request, expected] of [
		[3, [3]],
		[
			[2, 5],
			[2, 5],
		],
		[{ from: 18 }, [18, 19, 20]],
		[{ from: 4, to: 6 }, [4, 5, 6]],
	] as const) {
		it(`for the request ${JSON.stringify(request)}`, () => {
			expect(strikesOf({ request })).to.deep.equal(expected);
		});
	}

	it("never with probability 0, and always with probability 1", () => {
		expect(strikesOf({ probability: 0 })).to.deep.equal([]);
		expect(strikesOf({ probability: 1 })).to.have.lengthOf(20);
	});

	it("about as often as the probability, and for the same requests with the same seed", () => {
		fc.assert(
			fc.property(fc.integer(), fc.constantFrom(0.1, 0.5, 0.9), (seed, probability) => {
				const strikes = strikesOf({ probability }, seed, 2_000);
				expect(strikes.length / 2_000).to.be.closeTo(probability, 0.08);
				expect(strikesOf({ probability }, seed, 2_000)).to.deep.equal(strikes);
			}),
			{ numRuns: 30 },
		);
	});

	it("for other requests with another seed", () => {
		expect(strikesOf({ probability: 0.5 }, 1, 100)).not.to.deep.equal(
			strikesOf({ probability: 0.5 }, 2, 100),
		);
	});

	it("several times in a row in a burst", () => {
		const strikes = strikesOf({ probability: 0.05, burst: 4 }, 1, 1_000);
		const starts = strikes.filter((number) => !strikes.includes(number - 1));
		expect(starts.length).to.be.greaterThan(10);
		for (const start of starts) {
			expect(strikes).to.include.members([start, start + 1, start + 2, start + 3]);
		}
	});

	it("only for requests of the operation, and only these are counted", () => {
		const plan = new FaultPlan([
			{ fault: "reset", operation: "AdminListUserAuthEvents", when: { request: 2 } },
		]);
		expect(struck(plan, 5)).to.deep.equal([]);
		expect(plan.strike("AdminListUserAuthEvents")).to.equal(undefined);
		expect(struck(plan, 5)).to.deep.equal([]);
		expect(plan.strike("AdminListUserAuthEvents")).to.have.property("fault", "reset");
	});

	it("by the first of several rules, while the others continue to count", () => {
		const plan = new FaultPlan([
			{ fault: "reset", when: { request: 1 } },
			{ fault: "throttled", when: { request: [1, 2] } },
		]);
		const faults = [1, 2, 3].map(() => plan.strike("AdminUpdateAuthEventFeedback")?.fault);
		expect(faults).to.deep.equal(["reset", "throttled", undefined]);
	});
});
