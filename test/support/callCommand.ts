import { Writable } from "node:stream";
import { expect } from "chai";
import { runProgram } from "#review/terminal/program";
import type { CommandOptions, CommandRun } from "./command.ts";
import { stackTrace } from "./story.ts";

/** A standard stream that keeps its output. */
class Kept extends Writable {
	text = "";

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

/**
 * Runs `cognito-feedback` in this process, with separate standard streams. It takes a tenth of the time of `runCommand`, which
 * tests of the process itself use, for example of its standard input or its end.
 */
export async function callCommand(
	args: readonly string[],
	{ cwd, env }: Pick<CommandOptions, "cwd" | "env"> = {},
): Promise<CommandRun> {
	const [stdout, stderr] = [new Kept(), new Kept()];
	const before = {
		stdout: Object.getOwnPropertyDescriptor(process, "stdout") ?? {},
		stderr: Object.getOwnPropertyDescriptor(process, "stderr") ?? {},
		env: { ...process.env },
		cwd: process.cwd(),
		exit: process.exit,
		exitCode: process.exitCode,
	};
	const changed = ["FORCE_COLOR", "NO_COLOR", ...Object.keys(env ?? {})];
	const soFar = (): CommandRun => ({
		code: Number(process.exitCode ?? 0),
		out: stdout.text,
		err: stderr.text,
	});
	let atExit: CommandRun | undefined;
	try {
		Object.defineProperty(process, "stdout", { configurable: true, value: stdout });
		Object.defineProperty(process, "stderr", { configurable: true, value: stderr });
		process.exit = () => {
			atExit ??= soFar();
			throw new Error("the process has ended");
		};
		process.exitCode = undefined;
		for (const name of changed) delete process.env[name];
		Object.assign(process.env, env);
		if (cwd !== undefined) process.chdir(cwd);
		await runProgram(args);
		const run = atExit ?? soFar();
		expect(run.err).not.to.match(stackTrace);
		return run;
	} finally {
		Object.defineProperty(process, "stdout", before.stdout);
		Object.defineProperty(process, "stderr", before.stderr);
		process.exit = before.exit;
		process.exitCode = before.exitCode;
		process.chdir(before.cwd);
		for (const name of changed) {
			if (before.env[name] === undefined) delete process.env[name];
			else process.env[name] = before.env[name];
		}
	}
}
