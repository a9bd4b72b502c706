import { constants } from "node:os";

/**
 * For a program: aborts once somebody ends it, which then ends by itself when what it had begun is cleaned up, with the
 * exit code that a shell gives such programs.
 */
export function untilInterrupted(): AbortSignal {
	const interruption = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		// More than one may come: a terminal signals all of its programs, and npm hands on what it gets itself.
		process.on(signal, () => {
			process.exitCode = 128 + constants.signals[signal];
			interruption.abort();
		});
	}
	return interruption.signal;
}

/** What such a program says then. */
export const interrupted = "Interrupted; nothing unfinished is left behind.";
