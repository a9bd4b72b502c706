import { type ChildProcess, spawn } from "node:child_process";

/** How a program ended. */
export interface Ended {
	readonly ok: boolean;
	readonly stdout: string;
	/** Both streams, in the order they came. */
	readonly output: string;
	/** How it failed, in a few words: "exit code 1", "no end after 60 s". */
	readonly how: string;
}

interface RunOptions {
	readonly env: NodeJS.ProcessEnv;
	readonly cwd?: string;
	/** The time it may take, in milliseconds. */
	readonly limit: number;
	/** Ends the program, and what it started, before its time. */
	readonly signal: AbortSignal | undefined;
}

/** Programs get this long to clean up when told to end. */
const grace = 2000;

/**
 * Runs a program to its end. The program leads a process group of its own, so that ending it ends what it started too:
 * npm and go both start others that would work on alone. Rejects only where `signal` is aborted.
 */
export async function run(file: string, args: readonly string[], options: RunOptions): Promise<Ended> {
	const { cwd, env, limit, signal } = options;
	signal?.throwIfAborted();
	const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
	const texts = collect(child);
	let late = false;
	const stop = () => endGroup(child);
	const timer = setTimeout(() => {
		late = true;
		stop();
	}, limit);
	signal?.addEventListener("abort", stop);
	const how = await endOf(child);
	clearTimeout(timer);
	signal?.removeEventListener("abort", stop);
	signal?.throwIfAborted();
	return late
		? { ok: false, ...texts, how: `no end after ${limit / 1000} s` }
		: { ok: how === success, ...texts, how };
}

const success = "exit code 0";

function collect(child: ChildProcess): { stdout: string; output: string } {
	const texts = { stdout: "", output: "" };
	child.stdout?.setEncoding("utf8").on("data", (text: string) => {
		texts.stdout += text;
		texts.output += text;
	});
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		texts.output += text;
	});
	return texts;
}

/** Resolves, with how the program ended, when neither it nor what it started can write any more. */
function endOf(child: ChildProcess): Promise<string> {
	// Where this process ends by process.exit(), nobody else would end the group.
	const endWithProcess = () => signalGroup(child, "SIGKILL");
	process.once("exit", endWithProcess);
	return new Promise((resolve) => {
		const done = (how: string) => {
			process.removeListener("exit", endWithProcess);
			resolve(how);
		};
		child.once("error", (error) => done(error.message));
		child.once("close", (code, signal) => done(signal ? `ended by ${signal}` : `exit code ${code}`));
	});
}

/** Ends the program and all it started: the polite way first, then for certain. */
function endGroup(child: ChildProcess): void {
	const forCertain = () => signalGroup(child, "SIGKILL");
	const timer = setTimeout(forCertain, grace);
	child.once("exit", forCertain);
	child.once("close", () => clearTimeout(timer));
	signalGroup(child, "SIGTERM");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// Nobody is left in the group.
	}
}
