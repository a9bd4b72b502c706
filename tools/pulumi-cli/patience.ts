import type { Search } from "./search.ts";

/** Says now and then, while `work` is under way, that it is. */
export async function withPatience<T>(search: Search, what: string, work: () => Promise<T>): Promise<T> {
	const start = Date.now();
	const word = setInterval(() => search.say(`${what}: ${elapsed(start)} so far`), search.limits.word);
	try {
		return await work();
	} finally {
		clearInterval(word);
	}
}

/** The time since `start`, as "4 min 45 s". */
export function elapsed(start: number): string {
	const seconds = Math.round((Date.now() - start) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
