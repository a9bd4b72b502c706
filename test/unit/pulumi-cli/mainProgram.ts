import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Sandbox } from "./sandbox.ts";

const programs = join(import.meta.dirname, "../../../tools/pulumi-cli");

/** `npm run pulumi-cli` or `npm run language-hosts`, less npm, in a sandbox. */
export class MainProgram {
	readonly process: ChildProcess;
	/** Resolves with its exit code, or the signal that ended it. */
	readonly end: Promise<number | NodeJS.Signals | null>;
	stdout = "";
	stderr = "";

	constructor(sandbox: Sandbox, program: "main" | "languages" = "main") {
		this.process = spawn(process.execPath, [join(programs, `${program}.ts`)], {
			env: sandbox.env,
			stdio: ["ignore", "pipe", "pipe"],
		});
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
