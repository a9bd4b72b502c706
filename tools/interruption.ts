import { constants } from "node:os";

/** Aborts when the user ends this program, which then cleans up and exits with the code that a shell gives it. */
export function untilInterrupted(): AbortSignal {
	const interruption = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		// More than one may come: a terminal signals all of its programs, and npm passes on its own.
		process.on(signal, () => {
			process.exitCode = 128 + constants.signals[signal];
			interruption.abort();
		});
	}
	return interruption.signal;
}
