/** The times of events in a run, by name, in milliseconds since 1970. */
export type Marks = ReadonlyMap<string, readonly number[]>;

/** Reads the probe's output: lines such as `provider ready 1763900000000.5`. */
export function readMarks(text: string): Marks {
	const marks = new Map<string, number[]>();
	for (const line of text.split("\n").filter(Boolean)) {
		const [role, mark, time] = line.split(" ");
		const name = `${role} ${mark}`;
		marks.set(name, [...(marks.get(name) ?? []), Number(time)]);
	}
	return marks;
}

/** The consecutive phases of a run on its critical path: each ends with a mark. */
export const phases = [
	{ name: "the CLI, until it starts the program", until: "program start" },
	{ name: "Node.js and Pulumi's SDK in the program's process", until: "program pulumi-begin" },
	{ name: "the program, until the engine starts the provider", until: "provider start" },
	{ name: "Node.js and Pulumi's SDK in the provider's process", until: "provider ready" },
	{ name: "check, and what comes before a request", until: "provider sdk-begin" },
	{ name: "loading the AWS SDK", until: "provider sdk-end" },
	{ name: "the first request's preparation", until: "provider request" },
	{ name: "requests, from the first to the last response", until: "provider response" },
	{ name: "writing state, and the end of all processes", until: "end" },
] as const;

/**
 * The duration of each phase, in seconds.
 *
 * @param begun The time at which the CLI was started.
 * @param ended The time at which it ended.
 */
export function durations(marks: Marks, begun: number, ended: number): number[] {
	let before = begun;
	return phases.map(({ name, until }) => {
		const times = until === "end" ? [ended] : (marks.get(until) ?? []);
		// For requests, the last one counts; for everything else, the first.
		const time = until === "provider response" ? Math.max(...times) : Math.min(...times);
		if (times.length === 0) throw new Error(`the probe saw no end of “${name}”`);
		const duration = (time - before) / 1_000;
		before = time;
		return duration;
	});
}
