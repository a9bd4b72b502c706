import type { Run } from "./run.ts";

/** Counts what is done, and reports it from time to time. */
export interface Progress {
	done(): void;
	failed(): void;
}

/** The first report comes after this many milliseconds; quicker work needs none. */
const firstAfter = 2_000;
/** Then one at most each so many milliseconds, and rarer the longer it takes: a log keeps every one of them. */
const leastBetween = 2_000;
const shareOfElapsed = 0.05;

/** Reports the progress of sending so many decisions: done, failed, total, rate and the time left. */
export function trackProgress(report: Run["report"], total: number, now: () => number = Date.now): Progress {
	const start = now();
	let [done, failed] = [0, 0];
	let next = start + firstAfter;

	function reportNow(): void {
		const time = now();
		if (time < next || done + failed === total) return;
		next = time + Math.max(leastBetween, (time - start) * shareOfElapsed);
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
