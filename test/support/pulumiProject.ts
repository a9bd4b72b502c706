import { execFile } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { constants, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePulumiCli } from "../../tools/pulumi-cli/index.ts";
import { dynamicProvider, type FrontEnd } from "./frontEnds.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const installed = join(repository, "node_modules");
const pluginSdk = fileURLToPath(new URL("pluginSdk.cjs", import.meta.url));

/** As README.md has it: the plugin of the package that is installed in a folder. */
export function pluginIn(modules: string): string {
	return `plugins:
  providers:
    - name: cognito-feedback
      path: ${modules}/pulumi-cognito-feedback/bin
`;
}

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
	/** Done when it has printed something like this; fails when it ends without. */
	printed(pattern: RegExp): Promise<void>;
}

/** What an ended run had under way, as `pulumi stack export` shows it. */
export interface PendingOperation {
	/** Such as `creating`. */
	readonly type: string;
	readonly resource: StateResource;
}

/** A resource as `pulumi stack export` shows it. */
export interface StateResource {
	readonly type: string;
	readonly urn: string;
	readonly id?: string;
	readonly inputs?: Record<string, unknown>;
	readonly outputs?: Record<string, unknown>;
}

/** State as `pulumi stack export` shows it. */
interface Exported {
	readonly deployment: {
		readonly resources?: StateResource[];
		readonly pending_operations?: PendingOperation[];
	};
}

export interface ProjectOptions {
	/** What `feedback` stands for in the program. Default: the dynamic provider's resources. */
	readonly frontEnd?: FrontEnd;
	/** The program: JavaScript, in which `pulumi` and `feedback` (this package) are at hand. */
	readonly program?: string;
	/** A folder of `examples`, whose copy is the project in place of `program`. Its stack is still to be made. */
	readonly example?: string;
	/** Stack configuration by key. */
	readonly config?: Readonly<Record<string, string>>;
	/** Environment variables; credentials that the emulator takes are there already. `undefined` removes one. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Installs this package in the project itself, in {@link PulumiProject.packageFolder}, so that a test can change it. */
	readonly ownPackage?: boolean;
	/** Makes the folder a project with packages and a program, in place of the usual ones. */
	readonly layOut?: (folder: string, env: NodeJS.ProcessEnv) => Promise<void>;
	/** Where in that folder the Pulumi project is. */
	readonly at?: string;
	/** A program with arguments that runs the CLI, such as `yarn exec`. Default: it is run by itself. */
	readonly runBy?: readonly string[];
}

/**
 * A Pulumi project with a stack, in a temporary folder with a backend and a home of its own, driven by the real CLI
 * as a user would. The packages of this repository are installed in it.
 */
export class PulumiProject {
	readonly folder: string;
	readonly #env: NodeJS.ProcessEnv;
	readonly #stack = "test";
	readonly #at: string;
	readonly #runBy: readonly string[];
	readonly #config = new Map<string, string>();
	readonly #frontEnd: FrontEnd;
	#pulumi = "pulumi";
	#encryption = "";

	private constructor({ env, at = ".", runBy = [], frontEnd = dynamicProvider }: ProjectOptions) {
		this.#runBy = runBy;
		this.#frontEnd = frontEnd;
		this.#at = at;
		this.folder = mkdtempSync(join(tmpdir(), "cognito-feedback-test-"));
		const backend = join(this.folder, "backend");
		const home = join(this.folder, "home");
		mkdirSync(backend);
		const temporary = join(this.folder, "tmp");
		mkdirSync(home);
		mkdirSync(temporary);
		this.#env = {
			...withoutAws(process.env),
			PULUMI_BACKEND_URL: `file://${backend}`,
			PULUMI_HOME: home,
			// The language host leaves a folder there after each run.
			TMPDIR: temporary,
			PULUMI_CONFIG_PASSPHRASE: "test",
			PULUMI_SKIP_UPDATE_CHECK: "1",
			// `@pulumi/aws` is installed for an example; Pulumi would fetch its provider for every program.
			PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
			AWS_ACCESS_KEY_ID: "test",
			AWS_SECRET_ACCESS_KEY: "test",
			AWS_EC2_METADATA_DISABLED: "true",
			// Away from the files of whoever runs the tests.
			AWS_CONFIG_FILE: join(this.folder, "aws-config"),
			AWS_SHARED_CREDENTIALS_FILE: join(this.folder, "aws-credentials"),
			...env,
		};
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

	async #begin({
		program = "",
		example,
		config = {},
		ownPackage = false,
		layOut,
	}: ProjectOptions): Promise<void> {
		const cli = await ensurePulumiCli({ say: () => {} });
		this.#pulumi = cli.pulumi;
		this.#env.PATH = [...cli.binFolders, this.#env.PATH].join(delimiter);
		if (layOut) {
			await layOut(this.folder, this.#env);
		} else {
			if (ownPackage) this.#installPackage();
			else symlinkSync(installed, this.#modules);
			if (example !== undefined) {
				cpSync(join(repository, "examples", example), this.folder, { recursive: true });
				return;
			}
			const isPlugin = this.#frontEnd.name === "plugin";
			this.#write("Pulumi.yaml", `name: test\nruntime: nodejs\n${isPlugin ? pluginIn("node_modules") : ""}`);
			if (isPlugin) cpSync(pluginSdk, join(this.folder, "pluginSdk.cjs"));
			this.#write("package.json", '{ "name": "test", "main": "index.js" }');
			this.program(program);
		}
		await this.#succeed(["stack", "init", this.#stack]);
		this.#encryption = readFileSync(join(this.#project, this.#settings), "utf8");
		this.configure(config);
	}

	/** Where this package lies, for a project that has it as its own. */
	get packageFolder(): string {
		return join(this.#modules, "pulumi-cognito-feedback");
	}

	/**
	 * Replaces the program.
	 *
	 * @param frontEnd What `feedback` stands for in it. A project of the plugin may have either.
	 */
	program(source: string, frontEnd = this.#frontEnd): void {
		const feedback = frontEnd.name === "plugin" ? "./pluginSdk.cjs" : "pulumi-cognito-feedback";
		const imports = `const pulumi = require("@pulumi/pulumi");\nconst feedback = require("${feedback}");\n`;
		this.#write("index.js", `${imports}${source}\n`);
	}

	/** Sets stack configuration; `undefined` removes a key. Written as `pulumi config set` would, which takes longer. */
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

	/** `pulumi up`, without the preview that it would begin with: tests ask for that by itself. */
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
		// Pulumi has them in the order in which their steps ended.
		return resources.sort((one, other) => one.urn.localeCompare(other.urn));
	}

	/** What the program exports. */
	async outputs(): Promise<Record<string, unknown>> {
		const stack = (await this.#resources()).find(({ type }) => type === "pulumi:pulumi:Stack");
		return stack?.outputs ?? {};
	}

	/** What a run that was killed had under way, as state remembers it. */
	async pendingOperations(): Promise<PendingOperation[]> {
		return (await this.exported()).deployment.pending_operations ?? [];
	}

	/** Runs the CLI in the project's folder. */
	pulumi(command: string, ...flags: string[]): Promise<Run> {
		return this.start(command, ...flags).ended;
	}

	/** Starts what {@link pulumi} runs. */
	start(command: string, ...flags: string[]): RunningCli {
		const named = command === "stack" ? [] : ["--stack", this.#stack];
		return this.#start([command, ...named, "--non-interactive", "--color", "never", ...flags]);
	}

	/** Runs the CLI with these arguments and no others. */
	command(...args: string[]): Promise<Run> {
		return this.#start(args).ended;
	}

	/** Runs a line of a shell in the project's folder, with the CLI on its PATH. */
	shell(line: string): Promise<Run> {
		return this.#run("bash", ["-eo", "pipefail", "-c", line]).ended;
	}

	/** Removes everything the project left on disk. */
	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	#start(args: readonly string[]): RunningCli {
		const [file, ...rest] = [...this.#runBy, this.#pulumi, ...args] as [string, ...string[]];
		return this.#run(file, rest);
	}

	#run(file: string, args: readonly string[]): RunningCli {
		const { promise: ended, resolve, reject } = Promise.withResolvers<Run>();
		const options = { cwd: this.#project, env: this.#env, maxBuffer: 1 << 28 };
		const cli = execFile(file, args, options, (error, stdout, stderr) => {
			const code = error?.signal ? 128 + constants.signals[error.signal] : error ? error.code : 0;
			if (typeof code === "number") resolve({ code, output: stdout + stderr });
			else reject(error);
		});
		// One that could not be started has no process, and `ended` says why.
		const printed = (pattern: RegExp) =>
			new Promise<void>((done, fail) => {
				let text = "";
				cli.stdout?.on("data", (chunk) => {
					text += chunk;
					if (pattern.test(text)) done();
				});
				ended.then(({ output }) => fail(new Error(`It ended without ${pattern}:\n${output}`)), fail);
			});
		return { pid: cli.pid ?? -1, ended, printed };
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

	/** Pulumi looks for the package from its own folder upward, so that lies in the project as well. */
	#installPackage(): void {
		const own = ["@pulumi", "pulumi-cognito-feedback"];
		mkdirSync(this.#modules);
		for (const name of own) {
			cpSync(join(installed, name), join(this.#modules, name), { recursive: true });
		}
		for (const name of readdirSync(installed)) {
			if (!own.includes(name)) symlinkSync(join(installed, name), join(this.#modules, name));
		}
	}

	async #resources(): Promise<StateResource[]> {
		return (await this.exported()).deployment.resources ?? [];
	}

	/** What `pulumi stack export` prints. */
	async exported(): Promise<Exported> {
		return JSON.parse((await this.#succeed(["stack", "export"])).output);
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

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|PULUMI)_/.test(name)));
}
