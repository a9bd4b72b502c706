import type { Report } from "../report";

/** Counts what is done, and now and then says how far it is. */
export interface Progress {
	done(): void;
	failed(): void;
}

/** The first word comes after so many milliseconds: what is quicker needs none. */
const firstAfter = 2_000;
/** Then one at most each so many milliseconds, and rarer the longer it takes: a log keeps every one of them. */
const leastBetween = 2_000;
const shareOfElapsed = 0.05;

/** Reports the progress of sending so many decisions: done, failed, total, rate and the time left. */
export function trackProgress(report: Report, total: number, now: () => number = Date.now): Progress {
	const start = now();
	let [done, failed] = [0, 0];
	let next = start + firstAfter;

	function tell(): void {
		const time = now();
		if (time < next || done + failed === total) return;
		next = time + Math.max(leastBetween, (time - start) * shareOfElapsed);
		const perSecond = (done + failed) / ((time - start) / 1_000);
		const left = Math.ceil((total - done - failed) / perSecond);
		report.status(
			`${done} of ${total} decisions submitted, ${failed} failed, ${perSecond.toFixed(1)} a second, about ${left} s left`,
		);
	}

	return {
		done() {
			done++;
			tell();
		},
		failed() {
			failed++;
			tell();
		},
	};
}
