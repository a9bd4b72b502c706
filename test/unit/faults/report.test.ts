import { expect } from "chai";
import type { FaultCounts } from "../../faults/counts.ts";
import { faultReportOf, isClean } from "../../faults/report.ts";

const row: FaultCounts = {
	fault: "a reset: singles",
	runs: 3,
	right: 2,
	finished: 1,
	lost: 0,
	wrong: 0,
	sentTwice: 0,
};

describe("runs with faults: the report", () => {
	it("has a row for each kind, and no date", () => {
		const report = faultReportOf([row], ["2 cores"]);
		expect(report).to.match(/\| a reset: singles \| 3 +\| 2 +\| 1 +\| 0 +\| 0 +\| 0 +\|/);
		expect(report)
			.to.contain("- 2 cores\n")
			.and.not.to.match(/\d{4}-\d\d-\d\d/);
	});

	it("is clean if every run succeeded or was completed", () => {
		expect(isClean(row)).to.equal(true);
	});

	for (const given of [{ right: 1 }, { lost: 1 }, { wrong: 1 }, { sentTwice: 1 }])
		it(`is not clean with ${JSON.stringify(given)}`, () => {
			expect(isClean({ ...row, ...given })).to.equal(false);
		});
});
