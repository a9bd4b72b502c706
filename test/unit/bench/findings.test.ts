import { expect } from "chai";
import { limitRow, ratioRow } from "../../../bench/findings.ts";

describe("bench: findings", () => {
	const row = { work: "up", limit: 1.1, times: "the floor" };

	it("use the median of the ratios and not the ratio of the medians", () => {
		const { measured, spread, medians, verdict } = ratioRow({ ...row, of: [1, 20, 3], against: [1, 10, 3] });
		expect(measured).to.equal("1.00 ×");
		expect(spread).to.equal("1.00 – 2.00");
		expect(medians).to.equal("3.00 s against 3.00 s");
		expect(verdict).to.equal("met");
	});

	it("meet a limit that they just reach, and miss one that they exceed", () => {
		expect(ratioRow({ ...row, of: [1.1], against: [1] }).verdict).to.equal("met");
		expect(ratioRow({ ...row, of: [1.2], against: [1] }).verdict).to.equal("missed");
	});

	it("show a limit in the unit of the measurement", () => {
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

	it("accept a limit of zero", () => {
		expect(limitRow({ work: "requests", limit: 0, of: [0], format: String }).target).to.equal("0");
	});
});
