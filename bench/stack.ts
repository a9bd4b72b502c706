import { cpSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { writeArchives } from "../tools/plugin-archive/archives.ts";
import { isWhyNot } from "../tools/pulumi-cli/search.ts";
import { disposable } from "../workbench/disposable.ts";
import { installed } from "../workbench/machine.ts";
import type { PoolDecisions } from "../workbench/pool.ts";
import { pathWithout } from "../workbench/project/folder.ts";
import { PulumiProject } from "../workbench/project/project.ts";
import type { StateResource } from "../workbench/project/state.ts";
import { yamlEnvironment } from "../workbench/project/yaml.ts";
import { adapterOf, type Competitor, isTypeScript, isYaml, programOf } from "./competitor.ts";
import type { BenchServer } from "./server/index.ts";

export interface StackOptions {
	readonly competitor: Competitor;
	readonly server: Pick<BenchServer, "endpoint">;
	/** Whether events are looked up and kept as evidence. */
	readonly evidence?: boolean;
	/** The maximum number of requests per second; by default more than the machine can make. */
	readonly requestsPerSecond?: number;
	readonly env?: Readonly<Record<string, string>>;
}

/** A stack of one competitor, managed by the real CLI. */
export class BenchStack {
	readonly #competitor: Competitor;
	readonly #project: PulumiProject;
	readonly #dispose: () => void;

	private constructor(competitor: Competitor, project: PulumiProject) {
		this.#competitor = competitor;
		this.#project = project;
		this.#dispose = disposable(() => project.dispose());
	}

	static async create(options: StackOptions): Promise<BenchStack> {
		const { competitor, server, evidence = false, requestsPerSecond = 10_000, env } = options;
		const isInstalled = competitor === "installedYaml";
		const project = await PulumiProject.create({
			adapter: adapterOf(competitor),
			config: {
				"cognito-feedback:endpoint": server.endpoint,
				"cognito-feedback:requestsPerSecond": String(requestsPerSecond),
				"cognito-feedback:eventLookup": evidence ? "required" : "off",
			},
			// For the plain provider, so that its own code does not have to set this.
			env: {
				AWS_REGION: "eu-central-1",
				AWS_ENDPOINT_URL: server.endpoint,
				// Pulumi's default for TypeScript, with a type check.
				...(isTypeScript(competitor) && { PULUMI_NODEJS_TRANSPILE_ONLY: undefined }),
				...(isYaml(competitor) && { PATH: await pathForYaml(isInstalled) }),
				...env,
			},
		});
		const stack = new BenchStack(competitor, project);
		stack.declare({});
		if (isInstalled) await stack.#installPlugin();
		stack.#save();
		return stack;
	}

	/** Installs the plugin, so that Pulumi caches its schema. To get the schema of a plugin on `PATH`, Pulumi starts the plugin. */
	async #installPlugin(): Promise<void> {
		const [archive = ""] = await writeArchives(join(this.#project.folder, "archives"));
		const named = ["resource", "cognito-feedback", installed("pulumi-cognito-feedback")];
		const { code, output } = await this.#project.command("plugin", "install", ...named, "--file", archive);
		if (code !== 0) throw new Error(`The plugin was not installed:\n${output}`);
	}

	/** Sets the decisions that the program declares. */
	declare(decisions: PoolDecisions): void {
		for (const { name, content } of programOf(this.#competitor, decisions))
			writeFileSync(join(this.#project.folder, name), content);
	}

	/** Runs `pulumi up` and returns the seconds. Its preview is skipped, because that is measured separately. */
	up(): Promise<number> {
		return this.#timed("up", "--yes", "--skip-preview");
	}

	/** Runs `pulumi preview` and returns the seconds. */
	preview(): Promise<number> {
		return this.#timed("preview");
	}

	/** Restores the empty stack. */
	reset(): void {
		rmSync(this.#backend, { recursive: true });
		cpSync(this.#saved, this.#backend, { recursive: true });
	}

	/** The size of the state on disk in bytes, which the engine writes after each step. */
	stateSize(): number {
		const folder = join(this.#backend, ".pulumi", "stacks", "test");
		const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
		return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
	}

	resources(): Promise<StateResource[]> {
		return this.#project.state();
	}

	[Symbol.dispose](): void {
		this.#dispose();
	}

	get #backend(): string {
		return join(this.#project.folder, "backend");
	}

	get #saved(): string {
		return join(this.#project.folder, "saved");
	}

	#save(): void {
		cpSync(this.#backend, this.#saved, { recursive: true });
	}

	async #timed(command: string, ...flags: string[]): Promise<number> {
		const begun = performance.now();
		const { code, output } = await this.#project.pulumi(command, ...flags);
		const seconds = (performance.now() - begun) / 1_000;
		if (code !== 0) throw new Error(`pulumi ${command} failed:\n${output.slice(-4_000)}`);
		return seconds;
	}
}

/**
 * A `PATH` with the language host for YAML, and with the plugin unless it is installed: one on `PATH` would take precedence.
 *
 * @throws Error
 */
async function pathForYaml(isInstalled: boolean): Promise<string> {
	const found = await yamlEnvironment();
	if (isWhyNot(found))
		throw new Error(
			`YAML programs cannot be run: ${found.why}. Install Go, or Pulumi's own build of its CLI, which has what YAML needs.`,
		);
	if (!isInstalled) return found.PATH;
	const others = pathWithout(["pulumi-resource-cognito-feedback"], found.PATH);
	return [dirname(process.execPath), others].join(delimiter);
}
