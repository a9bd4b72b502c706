import { execFile } from "node:child_process";
import { constants } from "node:os";

/** What a run of the CLI ended with. */
export interface Run {
	readonly code: number;
	/** Both streams, in no promised order. */
	readonly output: string;
}

/** The CLI while it runs. */
export interface RunningCli {
	readonly pid: number;
	/** Of a CLI that was killed the code is as a shell says it: 128 and the signal's number. */
	readonly ended: Promise<Run>;
	/** Done when it has printed something like this, with the match; fails when it ends without. */
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
	// One that could not be started has no process, and `ended` says why.
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
