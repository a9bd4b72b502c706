import { constants } from "node:os";

/** Aborts when the user interrupts this program, which then cleans up and exits with the shell's exit code for the signal. */
export function untilInterrupted(): AbortSignal {
	const interruption = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		// Several signals may arrive: a terminal signals all processes of a program, and npm forwards the signal as well.
		process.on(signal, () => {
			process.exitCode = 128 + constants.signals[signal];
			interruption.abort();
		});
	}
	return interruption.signal;
}
