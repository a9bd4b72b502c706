import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Sandbox } from "./sandbox.ts";

const main = join(import.meta.dirname, "../../../tools/pulumi-cli/main.ts");

/** `npm run pulumi-cli`, less npm, in a sandbox. */
export class MainProgram {
	readonly process: ChildProcess;
	/** Resolves with its exit code, or the signal that ended it. */
	readonly end: Promise<number | NodeJS.Signals | null>;
	stdout = "";
	stderr = "";

	constructor(sandbox: Sandbox) {
		this.process = spawn(process.execPath, [main], { env: sandbox.env, stdio: ["ignore", "pipe", "pipe"] });
		sandbox.started.push(this.process);
		this.process.stdout?.on("data", (data) => {
			this.stdout += data;
		});
		this.process.stderr?.on("data", (data) => {
			this.stderr += data;
		});
		this.end = new Promise((resolve) => {
			this.process.once("close", (code, signal) => resolve(code ?? signal));
		});
	}
}
