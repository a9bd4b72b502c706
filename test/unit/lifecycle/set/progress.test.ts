import { expect } from "chai";
import { trackProgress } from "#provider/lifecycle/set/progress";
import { FakeReport } from "../../../support/fakeReport.ts";

/** Progress of so many decisions in a time of its own, which begins anywhere. */
function track(total: number) {
	const report = new FakeReport();
	let time = 1_000_000;
	const progress = trackProgress(report, total, () => time);
	return {
		report,
		progress,
		/** Does one after so many milliseconds. */
		doneAfter(milliseconds: number) {
			time += milliseconds;
			progress.done();
		},
		failedAfter(milliseconds: number) {
			time += milliseconds;
			progress.failed();
		},
	};
}

describe("the progress of a set", () => {
	it("is not told in the first two seconds", () => {
		const { report, doneAfter } = track(1_000);
		for (let count = 0; count < 199; count++) doneAfter(10);
		expect(report.lines).to.deep.equal([]);
		doneAfter(10);
		expect(report.statuses).to.have.length(1);
	});

	it("says how many are done, of how many, how many failed, how fast, and how long is left", () => {
		const { report, doneAfter, failedAfter } = track(100);
		for (let count = 0; count < 30; count++) doneAfter(50);
		for (let count = 0; count < 10; count++) failedAfter(50);
		expect(report.lines).to.deep.equal(report.statuses);
		expect(report.statuses).to.deep.equal([
			"30 of 100 decisions submitted, 10 failed, 20.0 a second, about 3 s left",
		]);
	});

	it("is told again after two seconds at the earliest", () => {
		const { report, doneAfter } = track(100);
		doneAfter(2_000);
		doneAfter(1_999);
		expect(report.statuses).to.have.length(1);
		doneAfter(1);
		expect(report.statuses).to.have.length(2);
	});

	it("is not told with the last one, whether it fails or not", () => {
		for (const last of ["doneAfter", "failedAfter"] as const) {
			const tracked = track(2);
			tracked.doneAfter(1);
			tracked[last](60_000);
			expect(tracked.report.lines).to.deep.equal([]);
		}
	});

	it("of 10,000 decisions over 500 s takes some lines, not thousands, and the last is near the end", () => {
		const { report, doneAfter } = track(10_000);
		for (let count = 0; count < 10_000; count++) doneAfter(50);
		expect(report.statuses.length).to.be.within(20, 149);
		expect(Number.parseInt(report.statuses.at(-1) ?? "", 10)).to.be.within(9_000, 9_999);
	});

	it("tells the time left of how it went so far", () => {
		const { report, doneAfter } = track(1_000);
		for (let count = 0; count < 400; count++) doneAfter(50);
		expect(report.statuses.at(-1)).to.match(/, 20\.0 a second, about 3\d s left$/);
	});
});
