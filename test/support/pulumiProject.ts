import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePulumiCli } from "../../tools/pulumi-cli/index.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** What a run of the CLI ended with. */
export interface Run {
	readonly code: number;
	/** Both streams, in no promised order. */
	readonly output: string;
}

/** A resource as `pulumi stack export` shows it. */
export interface StateResource {
	readonly type: string;
	readonly urn: string;
	readonly id?: string;
	readonly inputs?: Record<string, unknown>;
	readonly outputs?: Record<string, unknown>;
}

export interface ProjectOptions {
	/** The program: JavaScript, in which `pulumi` and `feedback` (this package) are at hand. */
	readonly program?: string;
	/** Stack configuration by key. */
	readonly config?: Readonly<Record<string, string>>;
	/** Environment variables; credentials that the emulator takes are there already. `undefined` removes one. */
	readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A Pulumi project with a stack, in a temporary folder with a backend and a home of its own, driven by the real CLI
 * as a user would. The packages of this repository are installed in it.
 */
export class PulumiProject {
	readonly folder: string;
	readonly #env: NodeJS.ProcessEnv;
	readonly #stack = "test";
	#pulumi = "pulumi";

	private constructor(env: ProjectOptions["env"]) {
		this.folder = mkdtempSync(join(tmpdir(), "cognito-feedback-test-"));
		const backend = join(this.folder, "backend");
		const home = join(this.folder, "home");
		mkdirSync(backend);
		mkdirSync(home);
		this.#env = {
			...withoutAws(process.env),
			PULUMI_BACKEND_URL: `file://${backend}`,
			PULUMI_HOME: home,
			PULUMI_CONFIG_PASSPHRASE: "test",
			PULUMI_SKIP_UPDATE_CHECK: "1",
			AWS_ACCESS_KEY_ID: "test",
			AWS_SECRET_ACCESS_KEY: "test",
			AWS_EC2_METADATA_DISABLED: "true",
			// Away from the files of whoever runs the tests.
			AWS_CONFIG_FILE: join(this.folder, "aws-config"),
			AWS_SHARED_CREDENTIALS_FILE: join(this.folder, "aws-credentials"),
			...env,
		};
	}

	static async create({ program = "", config = {}, env }: ProjectOptions = {}): Promise<PulumiProject> {
		const project = new PulumiProject(env);
		const cli = await ensurePulumiCli({ say: () => {} });
		project.#pulumi = cli.pulumi;
		project.#env["PATH"] = [...cli.binFolders, process.env["PATH"]].join(delimiter);
		symlinkSync(join(repository, "node_modules"), join(project.folder, "node_modules"));
		project.#write("Pulumi.yaml", "name: test\nruntime: nodejs\n");
		project.#write("package.json", '{ "name": "test", "main": "index.js" }');
		project.program(program);
		await project.#succeed(["stack", "init", project.#stack]);
		await project.configure(config);
		return project;
	}

	/** Replaces the program. */
	program(source: string): void {
		const imports = `const pulumi = require("@pulumi/pulumi");\nconst feedback = require("pulumi-cognito-feedback");\n`;
		this.#write("index.js", `${imports}${source}\n`);
	}

	/** Sets stack configuration; `undefined` removes a key. */
	async configure(config: Readonly<Record<string, string | undefined>>): Promise<void> {
		const set = Object.entries(config).flatMap(([key, value]) =>
			value === undefined ? [] : ["--plaintext", `${key}=${value}`],
		);
		const remove = Object.keys(config).filter((key) => config[key] === undefined);
		if (set.length > 0) await this.#succeed(["config", "set-all", ...set]);
		if (remove.length > 0) await this.#succeed(["config", "rm-all", ...remove]);
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
		const exported = JSON.parse((await this.#succeed(["stack", "export"])).output);
		const resources: StateResource[] = exported.deployment.resources ?? [];
		return resources.filter(({ type }) => !type.startsWith("pulumi:"));
	}

	/** Runs the CLI in the project's folder. */
	pulumi(command: string, ...flags: string[]): Promise<Run> {
		const named = command === "stack" ? [] : ["--stack", this.#stack];
		return this.#run([command, ...named, "--non-interactive", "--color", "never", ...flags]);
	}

	/** Runs the CLI with these arguments and no others. */
	command(...args: string[]): Promise<Run> {
		return this.#run(args);
	}

	/** Removes everything the project left on disk. */
	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	#run(args: readonly string[]): Promise<Run> {
		return new Promise((resolve, reject) => {
			const options = { cwd: this.folder, env: this.#env, maxBuffer: 1 << 28 };
			execFile(this.#pulumi, args, options, (error, stdout, stderr) => {
				const code = error ? error.code : 0;
				if (typeof code === "number") resolve({ code, output: stdout + stderr });
				else reject(error);
			});
		});
	}

	async #succeed(args: readonly string[]): Promise<Run> {
		const run = await this.#run([...args, "--non-interactive"]);
		if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${run.output}`);
		return run;
	}

	#write(name: string, content: string): void {
		writeFileSync(join(this.folder, name), content);
	}
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|PULUMI)_/.test(name)));
}
