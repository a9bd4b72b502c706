import { expect } from "chai";
import { limitRow, ratioRow } from "../../../bench/findings.ts";

describe("bench: findings", () => {
	const row = { work: "up", limit: 1.1, times: "the floor" };

	it("takes the median of the ratios and not the ratio of the medians", () => {
		const { measured, spread, medians, verdict } = ratioRow({ ...row, of: [1, 20, 3], against: [1, 10, 3] });
		expect(measured).to.equal("1.00 ×");
		expect(spread).to.equal("1.00 – 2.00");
		expect(medians).to.equal("3.00 s against 3.00 s");
		expect(verdict).to.equal("met");
	});

	it("meets a limit that it just reaches, and misses one that it exceeds", () => {
		expect(ratioRow({ ...row, of: [1.1], against: [1] }).verdict).to.equal("met");
		expect(ratioRow({ ...row, of: [1.2], against: [1] }).verdict).to.equal("missed");
	});

	it("shows a limit in the unit of what was measured", () => {
		const { target, measured, verdict } = limitRow({
			work: "state",
			limit: 500,
			of: [501],
			format: (bytes) => `${bytes} bytes`,
		});
		expect({ target, measured, verdict }).to.deep.equal({
			target: "≤ 500 bytes",
			measured: "501 bytes",
			verdict: "missed",
		});
	});

	it("takes a limit of none for none", () => {
		expect(limitRow({ work: "requests", limit: 0, of: [0], format: String }).target).to.equal("0");
	});
});
