import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Interrupted } from "./interrupt.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A stack of the repository's own project whose state, settings and Pulumi home lie in a temporary folder. */
export class Stack {
	readonly #folder = mkdtempSync(join(tmpdir(), "cognito-feedback-"));
	readonly #env: NodeJS.ProcessEnv;
	#running: ChildProcess | undefined;
	#interrupted = false;

	private constructor(binFolders: readonly string[]) {
		this.#env = {
			...process.env,
			PATH: [...binFolders, process.env["PATH"]].join(delimiter),
			PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
			PULUMI_HOME: join(this.#folder, "home"),
			PULUMI_CONFIG_PASSPHRASE: "",
			PULUMI_SKIP_UPDATE_CHECK: "1",
			// The emulator takes any credentials; these keep the reader's own out of it.
			AWS_ACCESS_KEY_ID: "local",
			AWS_SECRET_ACCESS_KEY: "local",
			AWS_SESSION_TOKEN: "",
			AWS_PROFILE: "",
		};
	}

	static async create(binFolders: readonly string[]): Promise<Stack> {
		const stack = new Stack(binFolders);
		await mkdir(join(stack.#folder, "state"));
		await mkdir(join(stack.#folder, "home"));
		await stack.#run(["stack", "init", "local"], "ignore");
		return stack;
	}

	/** Sets stack configuration. */
	async configure(values: Readonly<Record<string, string>>): Promise<void> {
		const pairs = Object.entries(values).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
		await this.#run(["config", "set-all", ...this.#selection, ...pairs], "ignore");
	}

	/** Runs a command of the CLI on the stack, with its output for the reader to see. */
	pulumi(command: string, ...flags: string[]): Promise<void> {
		return this.#run([command, ...this.#selection, ...flags], "inherit");
	}

	/** Asks the running command to stop; Pulumi ends what it began and exits. */
	interrupt(_signal: NodeJS.Signals): void {
		this.#interrupted = true;
		this.#running?.kill("SIGINT");
	}

	/** Removes everything the stack left on disk. */
	async dispose(): Promise<void> {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	get #selection(): string[] {
		return ["--stack", "local", "--config-file", join(this.#folder, "Pulumi.local.yaml")];
	}

	async #run(args: readonly string[], output: "inherit" | "ignore"): Promise<void> {
		if (this.#interrupted) throw new Interrupted();
		this.#running = spawn("pulumi", [...args, "--non-interactive"], {
			cwd: repository,
			env: this.#env,
			stdio: ["ignore", output, "inherit"],
			// A process group of its own: Ctrl-C in a terminal reaches it once, through `interrupt`, and not twice.
			detached: true,
		});
		const [code] = await once(this.#running, "exit");
		this.#running = undefined;
		if (this.#interrupted) throw new Interrupted();
		if (code !== 0) throw new Error(`pulumi ${args[0]} failed; what it printed above says why.`);
	}
}
