import { readFileSync } from "node:fs";

const ticksPerSecond = 100;

/**
 * The processor time, in seconds, of this process and of all that it started and that ended: user and system.
 * `undefined` where the system does not tell as Linux does.
 *
 * Source: proc_pid_stat(5), `utime` to `cstime`.
 */
export function processorTime(): number | undefined {
	try {
		const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
		const ticks = fields.split(" ").slice(11, 15).map(Number);
		return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
	} catch {
		return undefined;
	}
}
