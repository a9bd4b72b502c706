import { expect } from "chai";
import type { Notice } from "#provider/lifecycle/notices";
import { trackProgress } from "#provider/lifecycle/progress";
import { buildCognitoError } from "../../support/buildCognitoError.ts";
import { rejectionOf } from "../../support/buildRejection.ts";
import { buildRun } from "../../support/buildRun.ts";
import { buildMembers, buildSet } from "../../support/buildSet.ts";

/** Progress of this many decisions, with a clock that starts at any time. */
function track(total: number) {
	const notices: Notice[] = [];
	let time = 1_000_000;
	const progress = trackProgress(
		(notice) => notices.push(notice),
		total,
		() => time,
	);
	return {
		notices,
		/** Completes one after this many milliseconds. */
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
	it("is not reported in the first two seconds", () => {
		const { notices, doneAfter } = track(1_000);
		for (let count = 0; count < 199; count++) doneAfter(10);
		expect(notices).to.deep.equal([]);
		doneAfter(10);
		expect(notices).to.have.length(1);
	});

	it("shows the number of completed and failed decisions, the rate, and the time left", () => {
		const { notices, doneAfter, failedAfter } = track(100);
		for (let count = 0; count < 30; count++) doneAfter(50);
		for (let count = 0; count < 10; count++) failedAfter(50);
		expect(notices).to.deep.equal([
			{ kind: "progress", done: 30, failed: 10, total: 100, perSecond: 20, secondsLeft: 3 },
		]);
	});

	it("is reported again after at least two seconds", () => {
		const { notices, doneAfter } = track(100);
		doneAfter(2_000);
		doneAfter(1_999);
		expect(notices).to.have.length(1);
		doneAfter(1);
		expect(notices).to.have.length(2);
	});

	it("is not reported with the last decision, whether it fails or not", () => {
		for (const last of ["doneAfter", "failedAfter"] as const) {
			const tracked = track(2);
			tracked.doneAfter(1);
			tracked[last](60_000);
			expect(tracked.notices).to.deep.equal([]);
		}
	});

	it("of 10,000 decisions over 500 s takes a few lines, and the last is near the end", () => {
		const { notices, doneAfter } = track(10_000);
		for (let count = 0; count < 10_000; count++) doneAfter(50);
		expect(notices.length).to.be.within(20, 149);
		expect(notices.at(-1)).to.have.property("done").that.is.within(9_000, 9_999);
	});

	it("estimates the time left from the rate so far", () => {
		const { notices, doneAfter } = track(1_000);
		for (let count = 0; count < 400; count++) doneAfter(50);
		expect(notices.at(-1)).to.include({ perSecond: 20 });
		expect(notices.at(-1)).to.have.property("secondsLeft").that.is.within(30, 39);
	});
});

describe("the progress of a set that is updated", () => {
	const { now } = Date;
	afterEach(() => {
		Date.now = now;
	});

	it("counts submitted and failed decisions, not unchanged ones, in a line that is only shown meanwhile", async () => {
		let time = 0;
		Date.now = () => time;
		const { set, cognito, report } = buildRun({ eventLookup: "off" });
		cognito.beforeSubmit = async ({ eventId }) => {
			time += 1_000;
			if (eventId === "e5") throw buildCognitoError();
			await new Promise((resolve) => setImmediate(resolve));
		};
		await rejectionOf(set.update("id", buildSet(buildMembers(4)), buildSet(buildMembers(8))));
		expect(report.lines).to.deep.equal(report.statuses);
		expect(report.statuses).to.deep.equal([
			"0 of 4 decisions submitted, 1 failed, 0.3 per second, about 12 s left",
		]);
	});
});
