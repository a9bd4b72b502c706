import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ownBackend, ownEnvironment } from "../../tools/pulumi-cli/environment.ts";
import { ensurePulumiCli, type PulumiCli } from "../../tools/pulumi-cli/index.ts";
import { type Adapter, dynamicProvider } from "./adapters.ts";
import { type Run, type RunningCli, startCli } from "./cli.ts";
import { copyEmptyStack, keepEmptyStack } from "./emptyStack.ts";
import { copyExample, copyPackage, layOutProgram, linkPackages } from "./folder.ts";
import { type Program, serveProgram } from "./inProcess.ts";
import type { PendingOperation, StackExport, StateResource } from "./state.ts";

export interface ProjectOptions {
	/** The adapter whose SDK is `feedback` in {@link PulumiProject.source}. Default: the dynamic provider. */
	readonly adapter?: Adapter;
	/** A folder of `examples` that is copied for the project. Its stack must still be created. */
	readonly example?: string;
	/** The URL of Pulumi's secrets provider. Default: a passphrase. */
	readonly secretsProvider?: string;
	/** Stack configuration by key. */
	readonly config?: Readonly<Record<string, string>>;
	/** Environment variables, in addition to credentials for the emulator. `undefined` removes one. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Installs this package in the project itself, in {@link PulumiProject.packageFolder}, so that a test can change it. */
	readonly ownPackage?: boolean;
	/** Sets up a project with packages and a program, instead of the default. */
	readonly layOut?: (folder: string, env: NodeJS.ProcessEnv) => Promise<void>;
	/** The path of the Pulumi project in that folder. */
	readonly at?: string;
	/** A program with arguments that runs the CLI, such as `yarn exec`. Default: the CLI runs directly. */
	readonly runBy?: readonly string[];
}

/**
 * A Pulumi project with a stack, in a temporary folder with its own backend and home, driven by the real CLI like a user's. The
 * packages of this repository are installed in it.
 */
export class PulumiProject {
	readonly folder: string;
	readonly #env: NodeJS.ProcessEnv;
	readonly #stack = "test";
	readonly #at: string;
	readonly #runBy: readonly string[];
	readonly #config = new Map<string, string>();
	readonly #adapter: Adapter;
	#program: Program | undefined;
	#pulumi = "pulumi";
	#encryption = "";

	private constructor({ env, at = ".", runBy = [], adapter = dynamicProvider }: ProjectOptions) {
		this.#runBy = runBy;
		this.#adapter = adapter;
		this.#at = at;
		this.folder = mkdtempSync(join(tmpdir(), "cognito-feedback-test-"));
		this.#env = { ...ownEnvironment(this.folder), ...env };
	}

	static async create(options: ProjectOptions = {}): Promise<PulumiProject> {
		const project = new PulumiProject(options);
		try {
			await project.#begin(options);
		} catch (error) {
			project.dispose();
			throw error;
		}
		return project;
	}

	async #begin(options: ProjectOptions): Promise<void> {
		const { example, config = {}, ownPackage = false, layOut, secretsProvider = "passphrase" } = options;
		const cli = await findCli();
		this.#pulumi = cli.pulumi;
		this.#env.PATH = [...cli.binFolders, this.#env.PATH].join(delimiter);
		if (layOut) {
			await layOut(this.folder, this.#env);
		} else {
			(ownPackage ? copyPackage : linkPackages)(this.#modules);
			if (example !== undefined) {
				copyExample(example, this.folder);
				return;
			}
			layOutProgram(this.folder, this.#adapter);
			this.source("");
		}
		const isUsual = !layOut && this.#env.PULUMI_BACKEND_URL === ownBackend(this.folder);
		if (!isUsual || !copyEmptyStack(this.folder, secretsProvider)) {
			await this.#succeed(["stack", "init", this.#stack, "--secrets-provider", secretsProvider]);
			if (isUsual) keepEmptyStack(this.folder, secretsProvider);
		}
		this.#encryption = readFileSync(join(this.#project, this.#settings), "utf8");
		this.configure(config);
	}

	/** The folder of this package, for a project with its own copy. */
	get packageFolder(): string {
		return join(this.#modules, "pulumi-cognito-feedback");
	}

	/** Replaces the program by a function that runs in this process and its environment. */
	program(program: Program): void {
		this.#program = program;
	}

	/**
	 * Replaces the program by a file that Pulumi runs with Node.js.
	 *
	 * @param text JavaScript, in which `pulumi` and `feedback` (the adapter's SDK) are imported.
	 */
	source(text: string): void {
		const sdk = this.#adapter.name === "plugin" ? "./pluginSdk.cjs" : "pulumi-cognito-feedback";
		const imports = `const pulumi = require("@pulumi/pulumi");\nconst feedback = require("${sdk}");\n`;
		this.#program = undefined;
		this.#write("index.js", `${imports}${text}\n`);
	}

	/**
	 * Sets stack configuration; `undefined` removes a key. Writes the file that `pulumi config set` would write, which is
	 * faster.
	 */
	configure(config: Readonly<Record<string, string | undefined>>): void {
		for (const [key, value] of Object.entries(config)) {
			if (value === undefined) this.#config.delete(key);
			else this.#config.set(key, value);
		}
		const lines = [...this.#config].map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
		this.#write(
			this.#settings,
			[this.#encryption, ...(lines.length > 0 ? ["config:\n", ...lines] : [])].join(""),
		);
	}

	preview(...flags: string[]): Promise<Run> {
		return this.pulumi("preview", "--diff", ...flags);
	}

	/** `pulumi up` without its preview, which tests run separately. */
	up(...flags: string[]): Promise<Run> {
		return this.pulumi("up", "--yes", "--skip-preview", "--diff", ...flags);
	}

	refresh(...flags: string[]): Promise<Run> {
		return this.pulumi("refresh", "--yes", "--skip-preview", "--diff", ...flags);
	}

	destroy(...flags: string[]): Promise<Run> {
		return this.pulumi("destroy", "--yes", "--skip-preview", "--diff", ...flags);
	}

	/** The resources in state, without the stack and the provider that Pulumi adds. */
	async state(): Promise<StateResource[]> {
		const resources = (await this.#resources()).filter(({ type }) => !type.startsWith("pulumi:"));
		// Pulumi stores them in the order in which their steps ended.
		return resources.sort((one, other) => one.urn.localeCompare(other.urn));
	}

	/** The outputs of the program. */
	async outputs(): Promise<Record<string, unknown>> {
		const stack = (await this.#resources()).find(({ type }) => type === "pulumi:pulumi:Stack");
		return stack?.outputs ?? {};
	}

	/** The operations that a killed run had in progress, according to state. */
	async pendingOperations(): Promise<PendingOperation[]> {
		return (await this.exported()).deployment.pending_operations ?? [];
	}

	/** Runs the CLI in the project's folder. */
	async pulumi(command: string, ...flags: string[]): Promise<Run> {
		return (await this.start(command, ...flags)).ended;
	}

	/** Starts the CLI as {@link pulumi} does, without waiting. */
	async start(command: string, ...flags: string[]): Promise<RunningCli> {
		const named = command === "stack" ? [] : ["--stack", this.#stack];
		const program =
			this.#program && takesProgram.includes(command) ? await serveProgram(this.#program) : undefined;
		const all = [command, ...named, "--non-interactive", "--color", "never", ...flags];
		const cli = this.#start([...all, ...(program?.flags ?? [])]);
		const stop = () => program?.stop();
		cli.ended.then(stop, stop);
		return cli;
	}

	/** Runs the CLI with these arguments and no others. */
	command(...args: string[]): Promise<Run> {
		return this.#start(args).ended;
	}

	/** Runs a line of a shell in the project's folder, with the CLI on its PATH. */
	shell(line: string): Promise<Run> {
		return this.startShell(line).ended;
	}

	/** Starts a shell as {@link shell} does, without waiting. */
	startShell(line: string): RunningCli {
		return this.#inProject("bash", ["-eo", "pipefail", "-c", line]);
	}

	/** Removes all files of the project. */
	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	#start(args: readonly string[]): RunningCli {
		const [file, ...rest] = [...this.#runBy, this.#pulumi, ...args] as [string, ...string[]];
		return this.#inProject(file, rest);
	}

	#inProject(file: string, args: readonly string[]): RunningCli {
		return startCli(file, args, { cwd: this.#project, env: this.#env });
	}

	/** The folder of `Pulumi.yaml`. */
	get #project(): string {
		return join(this.folder, this.#at);
	}

	get #settings(): string {
		return `Pulumi.${this.#stack}.yaml`;
	}

	get #modules(): string {
		return join(this.folder, "node_modules");
	}

	async #resources(): Promise<StateResource[]> {
		return (await this.exported()).deployment.resources ?? [];
	}

	/** The output of `pulumi stack export`. It is read from the backend's file if possible, because the CLI is slower. */
	async exported(): Promise<StackExport> {
		const file = join(this.folder, "backend", ".pulumi", "stacks", "test", `${this.#stack}.json`);
		if (!existsSync(file)) return JSON.parse((await this.#succeed(["stack", "export"])).output);
		const { version, checkpoint } = JSON.parse(readFileSync(file, "utf8"));
		return { version, deployment: checkpoint.latest };
	}

	async #succeed(args: readonly string[]): Promise<Run> {
		const run = await this.#start([...args, "--non-interactive"]).ended;
		if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${run.output}`);
		return run;
	}

	#write(name: string, content: string): void {
		writeFileSync(join(this.#project, name), content);
	}
}

let foundCli: Promise<PulumiCli> | undefined;

/** The Pulumi CLI, searched for once in a process: asking for its version takes as long as a short command. */
function findCli(): Promise<PulumiCli> {
	foundCli ??= ensurePulumiCli();
	return foundCli;
}

/** A refresh and a destroy run no program, but they would start a language host. */
const takesProgram = ["preview", "up", "refresh", "destroy"];
