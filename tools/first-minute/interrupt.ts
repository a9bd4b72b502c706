/** Thrown once the reader has pressed Ctrl-C and what was running has ended. */
export class Interrupted extends Error {}

/** Calls `handler` for each request to stop, in place of ending the process. */
export function onInterrupt(handler: (signal: NodeJS.Signals) => void): void {
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, handler);
}
