import { constants } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

const endingSignals = ["SIGINT", "SIGTERM"] as const;

/** What ends the process at once, while nothing has to be closed. */
const endNow = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);

/**
 * Runs something during which Ctrl-C and SIGTERM end the process at once, with the exit code of a shell: 130 and 143.
 * Also in a container's first process, for which the system has no default.
 */
export async function endingAtOnce<T>(run: () => Promise<T>): Promise<T> {
	return ending(endNow, run);
}

/** As {@link endingAtOnce}, but what runs has a few seconds to stop what it has started elsewhere. */
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

/** Aborted by Ctrl-C and SIGTERM, for what has to be closed first. */
export function stopSignal(): AbortSignal {
	const stopping = new AbortController();
	for (const signal of endingSignals) process.once(signal, () => stopping.abort());
	return stopping.signal;
}
