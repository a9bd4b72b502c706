import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A stack of a project of the repository whose state, settings and Pulumi home lie in a temporary folder. */
export class Stack {
	readonly #folder = mkdtempSync(join(tmpdir(), "cognito-feedback-"));
	readonly #env: NodeJS.ProcessEnv;
	readonly #signal: AbortSignal;
	readonly #project: string;

	/**
	 * @param binFolders Where the CLI is, for PATH.
	 * @param signal Asks the running command to stop: Pulumi ends what it has begun and exits.
	 * @param project The folder of the project; the repository's own by default.
	 */
	constructor(binFolders: readonly string[], signal: AbortSignal, project = repository) {
		this.#signal = signal;
		this.#project = project;
		this.#env = {
			...process.env,
			PATH: [...binFolders, process.env.PATH].join(delimiter),
			// The CLI leaves a folder there after each command.
			TMPDIR: this.#folder,
			PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
			PULUMI_HOME: join(this.#folder, "home"),
			PULUMI_CONFIG_PASSPHRASE: "",
			PULUMI_SKIP_UPDATE_CHECK: "1",
			// `@pulumi/aws` is installed for an example; Pulumi would fetch its provider for every program.
			PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
			// The emulator takes any credentials; these keep the reader's own out of it.
			AWS_ACCESS_KEY_ID: "local",
			AWS_SECRET_ACCESS_KEY: "local",
			AWS_SESSION_TOKEN: "",
			AWS_PROFILE: "",
		};
	}

	async create(): Promise<void> {
		mkdirSync(join(this.#folder, "state"));
		mkdirSync(join(this.#folder, "home"));
		await this.#run(["stack", "init", "local"], "pipe");
	}

	/** Sets stack configuration. */
	async configure(values: Readonly<Record<string, string>>): Promise<void> {
		const pairs = Object.entries(values).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
		await this.#run(["config", "set-all", ...this.#selection, ...pairs], "pipe");
	}

	/** Runs a command of the CLI on the stack, with its output for the reader to see. */
	async pulumi(command: string, ...flags: string[]): Promise<void> {
		await this.#run([command, ...this.#selection, ...flags], "inherit");
	}

	/** Runs a command of the CLI on the stack, and returns what it printed. */
	printed(command: string, ...flags: string[]): Promise<string> {
		return this.#run([command, ...this.#selection, ...flags], "pipe");
	}

	/** Removes everything the stack left on disk. */
	dispose(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	get #selection(): string[] {
		return ["--stack", "local", "--config-file", join(this.#folder, "Pulumi.local.yaml")];
	}

	/** @returns what it printed, where that is not inherited. */
	async #run(args: readonly string[], output: "inherit" | "pipe"): Promise<string> {
		this.#signal.throwIfAborted();
		const child = spawn("pulumi", [...args, "--non-interactive"], {
			cwd: this.#project,
			env: this.#env,
			stdio: ["ignore", output, output],
			// A process group of its own: Ctrl-C in a terminal reaches it once, through the signal, and not twice, which
			// Pulumi would take for an order to drop everything.
			detached: true,
		});
		const interrupt = () => child.kill("SIGINT");
		this.#signal.addEventListener("abort", interrupt);
		const hidden: Buffer[] = [];
		const printed: Buffer[] = [];
		for (const stream of [child.stdout, child.stderr])
			stream?.on("data", (chunk: Buffer) => hidden.push(chunk));
		child.stdout?.on("data", (chunk: Buffer) => printed.push(chunk));
		const [code] = await once(child, "close");
		this.#signal.removeEventListener("abort", interrupt);
		this.#signal.throwIfAborted();
		if (code === 0) return Buffer.concat(printed).toString();
		process.stderr.write(Buffer.concat(hidden));
		throw new Error(`pulumi ${args[0]} failed; what it printed above says why.`);
	}
}
