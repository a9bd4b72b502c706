import { expect } from "chai";
import { median, perRound, ratios, spread, sums } from "../../../bench/statistics.ts";

describe("bench: statistics", () => {
	it("use the middle value, whatever the order", () => {
		expect(median([3, 1, 2])).to.equal(2);
	});

	it("use the mean of the middle two of an even number of values", () => {
		expect(median([4, 1, 3, 2])).to.equal(2.5);
	});

	it("sort numbers as numbers", () => {
		expect(median([10, 9, 100])).to.equal(10);
	});

	it("reject the median of nothing", () => {
		expect(() => median([])).to.throw("no values");
	});

	it("do not change the values", () => {
		const values = [3, 1, 2];
		median(values);
		expect(values).to.deep.equal([3, 1, 2]);
	});

	it("report the spread from the smallest to the largest value", () => {
		expect(spread([2, 5, 1])).to.deep.equal([1, 5]);
	});

	it("compare only values of the same round", () => {
		expect(ratios([2, 9], [1, 3])).to.deep.equal([2, 3]);
		expect(sums([1, 2], [10, 20], [100, 200])).to.deep.equal([111, 222]);
	});

	it("reject series of different rounds", () => {
		expect(() => perRound(Math.min, [1, 2], [1])).to.throw("not measured in the same rounds");
	});
});
