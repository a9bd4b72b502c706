import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Search } from "./search.ts";

/** Who holds a lock. `id` tells two locks of one process apart. */
interface Holder {
	readonly pid: number;
	readonly host: string;
	readonly id: string;
}

/** The holder renews its lock this often. */
const renewal = 5_000;
/** A lock not renewed for this long is nobody's: its holder ran on another host, or its number is used again. */
const silence = 60_000;
const poll = 250;

/** Does the work while no other process does such work in that cache; waits for one that does. */
export async function withLock<T>(search: Search, work: () => Promise<T>): Promise<T> {
	const lock = join(search.cache, "lock");
	const mine = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() } satisfies Holder);
	await take(lock, mine, search);
	const renewing = setInterval(() => utimes(lock, new Date(), new Date()).catch(() => {}), renewal);
	try {
		return await work();
	} finally {
		clearInterval(renewing);
		if ((await textOf(lock)) === mine) await rm(lock, { force: true });
	}
}

async function take(lock: string, mine: string, search: Search): Promise<void> {
	let said = 0;
	while (!(await create(lock, mine))) {
		const theirs = await textOf(lock);
		if (theirs === undefined) continue;
		if (await isStale(lock, theirs)) {
			await putAside(lock, theirs);
			continue;
		}
		if (Date.now() - said >= search.limits.word) {
			said = Date.now();
			search.say(`Waiting for process ${holderIn(theirs)?.pid ?? "?"}, which is getting the Pulumi CLI too.`);
		}
		await wait(poll, undefined, { signal: search.signal });
	}
}

/** Of several processes that do this at the same time only one succeeds. */
async function create(lock: string, text: string): Promise<boolean> {
	try {
		await writeFile(lock, text, { flag: "wx" });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	}
}

async function isStale(lock: string, text: string): Promise<boolean> {
	const holder = holderIn(text);
	if (holder?.host === hostname() && !isAlive(holder.pid)) return true;
	const renewed = await stat(lock).catch(() => undefined);
	return renewed !== undefined && Date.now() - renewed.mtimeMs > silence;
}

/** Another process may have done the same and hold the lock by now: what was put aside then goes back. */
async function putAside(lock: string, stale: string): Promise<void> {
	const aside = `${lock}-${randomUUID()}`;
	await rename(lock, aside).catch(() => {});
	const text = await textOf(aside);
	if (text !== undefined && text !== stale) await create(lock, text);
	await rm(aside, { force: true });
}

/** Undefined where the lock is gone. */
async function textOf(file: string): Promise<string | undefined> {
	return readFile(file, "utf8").catch(() => undefined);
}

/** Undefined in the moment in which the lock exists but is not written yet. */
function holderIn(text: string): Holder | undefined {
	try {
		return JSON.parse(text) as Holder;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// A process of another user cannot be signalled, but is there.
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
