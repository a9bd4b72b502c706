import { expect } from "chai";
import { drawChart } from "../../../bench/chart.ts";

const circle = /<circle cx="([\d.]+)" cy="([\d.]+)"/g;

function chartOf(...points: (readonly [number, number])[]): string {
	return drawChart({ title: "Time", x: "decisions", y: "seconds", lines: [{ name: "a set", points }] });
}

function placesOf(svg: string): [number, number][] {
	return [...svg.matchAll(circle)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe("bench: chart", () => {
	it("draws a point for each value, further right and up the larger it is", () => {
		const [one = [0, 0], other = [0, 0]] = placesOf(chartOf([1, 2], [500, 40]));
		expect(other[0]).to.be.above(one[0]);
		expect(other[1]).to.be.below(one[1]);
	});

	it("puts equal factors at equal distances", () => {
		const [one = [0, 0], two = [0, 0], three = [0, 0]] = placesOf(chartOf([1, 1], [10, 10], [100, 100]));
		expect(two[0] - one[0]).to.be.closeTo(three[0] - two[0], 0.2);
		expect(two[1] - one[1]).to.be.closeTo(three[1] - two[1], 0.2);
	});

	it("stays inside its frame", () => {
		for (const [x, y] of placesOf(chartOf([1, 1.7], [7, 3], [10_000, 95.3]))) {
			expect(x).to.be.within(64, 540);
			expect(y).to.be.within(48, 384);
		}
	});

	it("draws a single value", () => {
		expect(placesOf(chartOf([1, 1]))).to.have.length(1);
		expect(chartOf([1, 1])).not.to.contain("NaN");
	});

	it("keeps names that mean something in XML", () => {
		const svg = drawChart({ title: "a < b & c", x: "x", y: "y", lines: [{ name: '"q"', points: [[1, 1]] }] });
		expect(svg).to.contain("a &lt; b &amp; c").and.to.contain("&quot;q&quot;");
	});

	it("keeps names of lines that end at the same place apart", () => {
		const lines = ["one", "other"].map((name) => ({ name, points: [[1, 1] as const, [10, 10] as const] }));
		const svg = drawChart({ title: "Time", x: "x", y: "y", lines });
		const heights = lines.map(({ name }) =>
			Number(new RegExp(`y="([\\d.]+)" fill="#\\w+"[^>]*>${name}<`).exec(svg)?.[1]),
		);
		expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).to.be.at.least(14);
	});
});
