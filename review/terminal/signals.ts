import { constants } from "node:os";

const ending = ["SIGINT", "SIGTERM"] as const;

/** What ends the process at once, while nothing has to be closed. */
const endNow = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);

/**
 * Runs something during which Ctrl-C and SIGTERM end the process at once, with the exit code of a shell: 130 and 143.
 * Also in a container's first process, for which the system has no default.
 */
export async function endingAtOnce<T>(run: () => Promise<T>): Promise<T> {
	for (const signal of ending) process.on(signal, endNow);
	try {
		return await run();
	} finally {
		for (const signal of ending) process.off(signal, endNow);
	}
}

/** Aborted by Ctrl-C and SIGTERM, for what has to be closed first. */
export function stopSignal(): AbortSignal {
	const stopping = new AbortController();
	for (const signal of ending) process.once(signal, () => stopping.abort());
	return stopping.signal;
}
