import { closeSync, linkSync, lstatSync, openSync, renameSync, rmSync } from "node:fs";

/** Far longer than a lock is held: a process that holds one this long was killed. */
const staleAfterMs = 10_000;
const giveUpAfterMs = 30_000;

/**
 * Runs a function while holding a lock, and waits until no other process holds it.
 *
 * @param act Short and synchronous.
 */
export function whileLocked(lock: string, act: () => void): void {
	const giveUp = Date.now() + giveUpAfterMs;
	while (!take(lock)) {
		if (Date.now() > giveUp) throw new Error(`another process is writing it. If none is, remove ${lock}`);
		removeStale(lock);
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + Math.random() * 4);
	}
	try {
		act();
	} finally {
		rmSync(lock, { force: true });
	}
}

function take(lock: string): boolean {
	try {
		closeSync(openSync(lock, "wx", 0o600));
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	}
}

/** If several processes find the same lock stale, one moves it away; by then it may be the next process's lock. */
function removeStale(lock: string): void {
	const found = lstatSync(lock, { throwIfNoEntry: false });
	if (found === undefined || Date.now() - found.mtimeMs < staleAfterMs) return;
	const moved = `${lock}.${process.pid}`;
	try {
		renameSync(lock, moved);
		if (lstatSync(moved).ino !== found.ino) linkSync(moved, lock);
		rmSync(moved, { force: true });
	} catch {
		// Another process was faster.
	}
}
