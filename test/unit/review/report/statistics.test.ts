import { expect } from "chai";
import fc from "fast-check";
import { clusteredShare, corrected, slopeOf, wilson } from "#review/report/statistics";
import { plainWilson } from "../../../support/plainReport/samples.ts";

/** The probability of each number of hits among n, computed with the recurrence of the binomial distribution, in logarithms. */
function binomial(n: number, p: number): number[] {
	let logarithm = n * Math.log1p(-p);
	return Array.from({ length: n + 1 }, (_, hits) => {
		if (hits > 0) logarithm += Math.log((n - hits + 1) / hits) + Math.log(p / (1 - p));
		return Math.exp(logarithm);
	});
}

/** How often Wilson's interval contains the true share: exactly, as the sum over all outcomes. */
function coverage(n: number, p: number): number {
	return binomial(n, p).reduce((sum, probability, hits) => {
		const { from, to } = wilson(hits / n, n);
		return from <= p && p <= to ? sum + probability : sum;
	}, 0);
}

describe("Wilson's interval", () => {
	it("contains the true share about as often as it claims, whatever n and p", () => {
		const sizes = [10, 20, 30, 50, 100, 200, 500, 1_000];
		const shares = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
		const grid = sizes.flatMap((n) =>
			shares.filter((p) => n * Math.min(p, 1 - p) >= 1).map((p) => coverage(n, p)),
		);
		const mean = grid.reduce((sum, each) => sum + each, 0) / grid.length;
		expect(mean).to.be.within(0.94, 0.96);
		expect(Math.min(...grid)).to.be.at.least(0.89);
		// The only known case in which it is too narrow: almost no hits.
		expect(coverage(1_000, 0.000_17)).to.be.within(0.83, 0.9);
	});

	it("ends where the observed share is exactly at the allowed distance", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 2_000 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(n, share) => {
					const { from, to } = wilson(share, n);
					const plain = plainWilson(share, n);
					expect(from).to.be.closeTo(plain.from, 1e-6);
					expect(to).to.be.closeTo(plain.to, 1e-6);
				},
			),
		);
	});

	it("equals published values", () => {
		const { from, to } = wilson(0.4, 10);
		expect(from).to.be.closeTo(0.1682, 0.0001);
		expect(to).to.be.closeTo(0.6873, 0.0001);
		expect(wilson(0.5, 0)).to.deep.equal({ from: 0, to: 1 });
	});

	it("narrows with the sample, to a point when everyone was asked", () => {
		expect(wilson(0.25, corrected(40, 40, 40))).to.deep.equal({ from: 0.25, to: 0.25 });
		const widths = [10_000, 400, 100, 50, 41].map((population) => {
			const { from, to } = wilson(0.25, corrected(40, population, 40));
			return to - from;
		});
		expect(widths).to.deep.equal(widths.toSorted((one, other) => other - one));
	});
});

describe("A share of clustered events", () => {
	const all = { population: 1_000_000, drawn: 0 };
	const width = ({ interval }: { interval: { from: number; to: number } }) => interval.to - interval.from;

	it("is as precise as independent events if every user has one", () => {
		const clusters = Array.from({ length: 100 }, (_, index) => ({ weight: 1, hit: index < 30 ? 1 : 0 }));
		const { share, interval } = clusteredShare(clusters, { ...all, n: 100 });
		expect(share).to.be.closeTo(0.3, 1e-12);
		const plain = wilson(0.3, 100);
		expect(interval.from).to.be.closeTo(plain.from, 0.001);
		expect(interval.to).to.be.closeTo(plain.to, 0.001);
	});

	it("is only as precise as the number of users if all events of a user are alike", () => {
		const clusters = Array.from({ length: 20 }, (_, index) => ({ weight: 5, hit: index < 6 ? 5 : 0 }));
		const clustered = clusteredShare(clusters, { ...all, n: 100 });
		const { from, to } = wilson(0.3, 20);
		expect(width(clustered)).to.be.closeTo(to - from, 0.02);
	});

	it("counts a user's events as one if no event differs", () => {
		const clusters = Array.from({ length: 20 }, () => ({ weight: 5, hit: 0 }));
		expect(clusteredShare(clusters, { ...all, n: 100 }).interval.to).to.be.closeTo(wilson(0, 20).to, 1e-6);
	});
});

describe("The slope of dependent values", () => {
	it("equals that of the line, with the variance of its weights", () => {
		const { slope, variance } = slopeOf(
			[
				[0, 1],
				[1, 3],
				[2, 5],
			],
			[
				[4, 0, 0],
				[0, 4, 0],
				[0, 0, 4],
			],
		);
		expect(slope).to.be.closeTo(2, 1e-12);
		// 4 / ((-1)² + 0² + 1²).
		expect(variance).to.be.closeTo(2, 1e-12);
	});
});
