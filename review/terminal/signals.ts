import { constants } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

const endingSignals = ["SIGINT", "SIGTERM"] as const;

/** Ends the process at once, while nothing needs to be closed. */
const endNow = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);

/**
 * Runs a function during which Ctrl-C and SIGTERM end the process at once, with a shell's exit codes: 130 and 143. This also
 * works in a container's first process, for which the system has no default.
 */
export async function endingAtOnce<T>(run: () => Promise<T>): Promise<T> {
	return ending(endNow, run);
}

/** Like {@link endingAtOnce}, but the function has a few seconds to stop what it started elsewhere. */
export async function endingAfterCleanUp<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const stopping = new AbortController();
	const cleanedUp = Promise.withResolvers<void>();
	const end = async (signal: NodeJS.Signals) => {
		stopping.abort();
		await Promise.race([cleanedUp.promise, wait(longestCleanUp)]);
		endNow(signal);
	};
	return ending(end, () => run(stopping.signal).finally(cleanedUp.resolve));
}

/** In milliseconds. */
const longestCleanUp = 5_000;

async function ending<T>(end: (signal: NodeJS.Signals) => unknown, run: () => Promise<T>): Promise<T> {
	for (const signal of endingSignals) process.on(signal, end);
	try {
		return await run();
	} finally {
		for (const signal of endingSignals) process.off(signal, end);
	}
}

/** Aborted by Ctrl-C and SIGTERM, for functions that must close something first. */
export function stopSignal(): AbortSignal {
	const stopping = new AbortController();
	for (const signal of endingSignals) process.once(signal, () => stopping.abort());
	return stopping.signal;
}
