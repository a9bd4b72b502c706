import { expect } from "chai";
import fc from "fast-check";
import { type Count, intervalFor, windowsOf } from "#review/sources/insights/readLines";

const day = 86_400;

describe("The windows of Logs Insights", () => {
	it("are counted at the finest resolution that one query can return", () => {
		const seconds = (length: number) => intervalFor({ from: 0, until: length }).seconds;
		expect([1, 9_000, 9_001, day, 7 * day, 90 * day, 365 * day, 20_000 * day].map(seconds)).to.deep.equal([
			1,
			1,
			10,
			10,
			600,
			3_600,
			3_600,
			day,
		]);
	});

	it("contain every line once, stay within the limit, and are few", () => {
		const counts = fc.uniqueArray(
			fc.record({
				begin: fc.nat(200).map((at) => at * 600),
				lines: fc.oneof(fc.nat(50_000), fc.nat(200_000)),
			}),
			{ selector: ({ begin }) => begin },
		);
		fc.assert(
			fc.property(counts, fc.nat(1_000), (counts, offset) => {
				const within = { from: offset, until: 150 * 600 + offset };
				const { windows, tooFull } = windowsOf(counts, { seconds: 600, text: "10m" }, within);
				const all = [...windows, ...tooFull].sort((one, other) => one.from - other.from);
				for (const [index, { from, until }] of all.entries()) {
					expect(from).to.be.at.least(within.from).and.below(until);
					expect(until).to.be.at.most(Math.min(within.until, all[index + 1]?.from ?? until));
				}
				for (const { lines } of windows) expect(lines).to.be.within(1, 90_000);
				const isIn = ({ begin, lines }: Count) =>
					lines > 0 && begin < within.until && begin + 600 > within.from;
				for (const { begin } of counts.filter(isIn)) {
					const moment = Math.max(begin, within.from);
					expect(all.filter(({ from, until }) => from <= moment && moment < until)).to.have.length(1);
				}
				for (const [index, { until, lines }] of windows.entries()) {
					const next = windows[index + 1];
					const isParted = tooFull.some(({ from }) => next && from >= until && from < next.from);
					if (next && !isParted) expect(lines + next.lines).to.be.above(90_000);
				}
				const inWindows = windows.reduce((sum, { lines }) => sum + lines, 0);
				const expected = counts.filter((count) => isIn(count) && count.lines <= 90_000);
				expect(inWindows).to.equal(expected.reduce((sum, { lines }) => sum + lines, 0));
			}),
		);
	});

	it("exceed the limit only for a single second", () => {
		const counts = [{ begin: 10, lines: 150_000 }];
		expect(windowsOf(counts, { seconds: 1, text: "1s" }, { from: 0, until: 100 })).to.deep.equal({
			windows: [{ from: 10, until: 11, lines: 150_000 }],
			tooFull: [],
		});
	});
});
