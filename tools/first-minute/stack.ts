import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { root } from "../installPackage.ts";
import { ownEnvironment } from "../pulumi-cli/environment.ts";
import { ensurePulumiCli } from "../pulumi-cli/index.ts";
import { say } from "./demo.ts";

/** A stack of one of the repository's projects, with its state, settings and Pulumi home in a temporary folder. */
export class Stack {
	readonly #folder = mkdtempSync(join(tmpdir(), "cognito-feedback-"));
	readonly #options = ["--stack", "local", "--config-file", join(this.#folder, "Pulumi.local.yaml")];
	readonly #project: string;
	readonly #signal: AbortSignal | undefined;
	/** The environment of Pulumi and the program, with credentials for the emulator. */
	readonly env = ownEnvironment(this.#folder);

	private constructor(project: string, signal: AbortSignal | undefined) {
		this.#project = project;
		this.#signal = signal;
	}

	/** @param signal Stops the running command: Pulumi completes the steps in progress and exits. */
	static async create(signal?: AbortSignal, project = root): Promise<Stack> {
		const { binFolders } = await ensurePulumiCli({ say, signal });
		const stack = new Stack(project, signal);
		stack.env.PATH = [...binFolders, stack.env.PATH].join(delimiter);
		try {
			// Pulumi writes the settings of a new stack next to the project file, so the project file is copied to the
			// temporary folder.
			copyFileSync(join(project, "Pulumi.yaml"), join(stack.#folder, "Pulumi.yaml"));
			await stack.#run("pipe", "stack", "init", "local", "--cwd", stack.#folder);
			return stack;
		} catch (error) {
			stack.dispose();
			throw error;
		}
	}

	/** Sets stack configuration. */
	async configure(values: Readonly<Record<string, string>>): Promise<void> {
		const pairs = Object.entries(values).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
		await this.#run("pipe", "config", "set-all", ...this.#options, ...pairs);
	}

	/** Runs a CLI command on the stack, with its output on the terminal. */
	async pulumi(command: string, ...flags: string[]): Promise<void> {
		await this.#run("inherit", command, ...this.#options, ...flags);
	}

	/** Runs a CLI command on the stack, and returns its output. */
	printed(command: string, ...flags: string[]): Promise<string> {
		return this.#run("pipe", command, ...this.#options, ...flags);
	}

	/** Removes all files of the stack. */
	dispose(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #run(output: "inherit" | "pipe", ...args: string[]): Promise<string> {
		this.#signal?.throwIfAborted();
		const { stdout } = await execa("pulumi", [...args, "--non-interactive"], {
			...{ cwd: this.#project, env: this.env, extendEnv: false },
			...{ stdin: "ignore", stdout: output, stderr: output, stripFinalNewline: false },
			...(this.#signal && { cancelSignal: this.#signal }),
			...{ killSignal: "SIGINT", forceKillAfterDelay: false },
			// A separate process group: Ctrl-C in a terminal then reaches it once, through the signal. Pulumi would take a
			// second one as a command to stop at once.
			detached: true,
		});
		return stdout ?? "";
	}
}
