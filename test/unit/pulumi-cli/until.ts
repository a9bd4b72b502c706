import { setTimeout as wait } from "node:timers/promises";

/** Waits until something is so. Fails after a time that is long for a slow machine. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}.`);
		await wait(20);
	}
}
