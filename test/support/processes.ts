import { execFileSync } from "node:child_process";

export interface Process {
	readonly pid: number;
	readonly parent: number;
	/** Its program and arguments. */
	readonly command: string;
}

/** The descendants of a process. */
export function descendantsOf(pid: number): Process[] {
	const all = running();
	const children = (parent: number): Process[] =>
		all.filter((each) => each.parent === parent).flatMap((child) => [child, ...children(child.pid)]);
	return children(pid);
}

function stillRunning(processes: readonly Process[]): Process[] {
	const now = new Map(running().map((each) => [each.pid, each.command]));
	return processes.filter(({ pid, command }) => now.get(pid) === command);
}

/** Waits for processes to end; returns those that did not end in this many milliseconds. */
export async function untilEnded(processes: readonly Process[], patience: number): Promise<Process[]> {
	const deadline = performance.now() + patience;
	for (;;) {
		const left = stillRunning(processes);
		if (left.length === 0 || performance.now() > deadline) return left;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/** Kills processes and waits until they are gone. */
export async function endAll(processes: readonly Process[]): Promise<void> {
	for (const { pid } of stillRunning(processes)) {
		try {
			process.kill(pid, "SIGKILL");
		} catch (error) {
			// It has already ended.
			if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
		}
	}
	const left = await untilEnded(processes, 30_000);
	if (left.length > 0) throw new Error(`These do not end:\n${left.map(({ command }) => command).join("\n")}`);
}

function running(): Process[] {
	const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
	return lines.flatMap((line) => {
		const [, pid, parent, state, command] = line.match(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/) ?? [];
		// An ended process stays in the list until its parent has read its exit status.
		if (command === undefined || state?.startsWith("Z")) return [];
		return [{ pid: Number(pid), parent: Number(parent), command }];
	});
}
