import { execFile } from "node:child_process";
import { constants } from "node:os";

/** The result of running the CLI. */
export interface Run {
	readonly code: number;
	/** Both streams, in no guaranteed order. */
	readonly output: string;
}

/** A running CLI. */
export interface RunningCli {
	readonly pid: number;
	/** The result. For a CLI that was killed, the exit code is a shell's: 128 plus the signal's number. */
	readonly ended: Promise<Run>;
	/** Resolves with the match when it has printed this pattern; rejects if it ends without. */
	printed(pattern: RegExp): Promise<RegExpMatchArray>;
}

/** Starts a program in a folder. */
export function startCli(
	file: string,
	args: readonly string[],
	where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): RunningCli {
	const { promise: ended, resolve, reject } = Promise.withResolvers<Run>();
	const cli = execFile(file, args, { ...where, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
		const code = error?.signal ? 128 + constants.signals[error.signal] : error ? error.code : 0;
		if (typeof code === "number") resolve({ code, output: stdout + stderr });
		else reject(error);
	});
	// If the program could not be started, it has no process, and `ended` has the reason.
	const printed = (pattern: RegExp) =>
		new Promise<RegExpMatchArray>((done, fail) => {
			let text = "";
			cli.stdout?.on("data", (chunk) => {
				text += chunk;
				const match = text.match(pattern);
				if (match) done(match);
			});
			ended.then(({ output }) => fail(new Error(`It ended without ${pattern}:\n${output}`)), fail);
		});
	return { pid: cli.pid ?? -1, ended, printed };
}
