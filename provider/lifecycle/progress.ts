import type { Run } from "./run.ts";

/** Counts completed requests, and reports the count from time to time. */
export interface Progress {
	done(): void;
	failed(): void;
}

/** The first report comes after this many milliseconds; shorter work needs none. */
const firstAfter = 2_000;
/** The minimum time between later reports, which become rarer over time: logs keep every one. */
const minBetween = 2_000;
const shareOfElapsed = 0.05;

/** Reports the progress of sending decisions: done, failed, total, rate and the remaining time. */
export function trackProgress(report: Run["report"], total: number, now: () => number = Date.now): Progress {
	const start = now();
	let [done, failed] = [0, 0];
	let next = start + firstAfter;

	function reportNow(): void {
		const time = now();
		if (time < next || done + failed === total) return;
		next = time + Math.max(minBetween, (time - start) * shareOfElapsed);
		const perSecond = (done + failed) / ((time - start) / 1_000);
		const secondsLeft = Math.ceil((total - done - failed) / perSecond);
		report({ kind: "progress", done, failed, total, perSecond, secondsLeft });
	}

	return {
		done() {
			done++;
			reportNow();
		},
		failed() {
			failed++;
			reportNow();
		},
	};
}
