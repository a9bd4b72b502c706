import { config, expect } from "chai";
import {
	type Emulator,
	type EmulatorContent,
	type EmulatorOptions,
	type EmulatorRequest,
	startEmulator,
} from "pulumi-cognito-feedback/emulator";
import { feedbackIn } from "./cognitoContent.ts";
import { type ProjectOptions, PulumiProject } from "./pulumiProject.ts";
import type { Run } from "./runningCli.ts";
import type { StateResource } from "./stackExport.ts";

// A failure shows the whole of what the CLI printed.
config.truncateThreshold = 0;

/** A command of the CLI that tests run. */
type Command = "preview" | "up" | "refresh" | "destroy";

/** A run of the CLI with the requests that Cognito got meanwhile. */
export interface Step extends Run {
	readonly requests: readonly EmulatorRequest[];
	/** Those that submit feedback. */
	readonly writes: readonly EmulatorRequest[];
	/** Those that list events. */
	readonly lists: readonly EmulatorRequest[];
}

export interface SceneOptions extends ProjectOptions {
	/** What Cognito holds in the beginning. */
	readonly content: EmulatorContent;
	readonly onRequest?: NonNullable<EmulatorOptions["onRequest"]>;
}

/** A Pulumi project whose Cognito is an emulator: what the tests of one story happen in. */
export class Scene {
	readonly #options: SceneOptions;
	#emulator: Emulator | undefined;
	#project: PulumiProject | undefined;

	constructor(options: SceneOptions) {
		this.#options = options;
	}

	get project(): PulumiProject {
		if (!this.#project) throw new Error("The scene has not begun");
		return this.#project;
	}

	get emulator(): Emulator {
		if (!this.#emulator) throw new Error("The scene has not begun");
		return this.#emulator;
	}

	async begin(): Promise<void> {
		const { content, onRequest, config, ...project } = this.#options;
		this.#emulator = await startEmulator({ content, ...(onRequest && { onRequest }) });
		const endpoint = { "cognito-feedback:endpoint": this.emulator.endpoint };
		this.#project = await PulumiProject.create({ ...project, config: { ...endpoint, ...config } });
	}

	async end(): Promise<void> {
		this.#project?.dispose();
		await this.#emulator?.close();
	}

	/**
	 * Gives Cognito other content than it has, as if events or users were removed. At the same address: a refresh calls
	 * the endpoint that state remembers, not the one that is configured.
	 */
	async becomes(content: EmulatorContent): Promise<void> {
		const port = Number(new URL(this.emulator.endpoint).port);
		await this.emulator.close();
		this.#emulator = await startEmulator({ content, port });
	}

	/** Replaces the program. */
	program(...lines: readonly string[]): void {
		this.project.program(lines.join("\n"));
	}

	/** The feedback that Cognito holds, by event ID. */
	feedback(): Record<string, string> {
		return feedbackIn(this.emulator.content());
	}

	/** The resource of a name, as state has it. */
	async resource(name: string): Promise<StateResource | undefined> {
		return (await this.project.state()).find(({ urn }) => urn.endsWith(`::${name}`));
	}

	preview(): Promise<Step> {
		return this.#succeeds("preview");
	}

	up(): Promise<Step> {
		return this.#succeeds("up");
	}

	refresh(): Promise<Step> {
		return this.#succeeds("refresh");
	}

	destroy(): Promise<Step> {
		return this.#succeeds("destroy");
	}

	/** Runs a command that has to fail, and without a stack trace. */
	async fails(command: Command, ...flags: string[]): Promise<Step> {
		const step = await this.#run(command, flags);
		expect(step.code, step.output).not.to.equal(0);
		expect(step.output).not.to.match(stackTrace);
		return step;
	}

	async #succeeds(command: Command): Promise<Step> {
		const step = await this.#run(command, []);
		expect(step.code, step.output).to.equal(0);
		return step;
	}

	async #run(command: Command, flags: string[]): Promise<Step> {
		const before = this.emulator.requests.length;
		const run = await this.project[command](...flags);
		const requests = this.emulator.requests.slice(before);
		const of = (operation: string) => requests.filter((request) => request.operation === operation);
		return {
			...run,
			requests,
			writes: of("AdminUpdateAuthEventFeedback"),
			lists: of("AdminListUserAuthEvents"),
		};
	}
}

/** A line of a JavaScript stack trace. */
export const stackTrace = /^\s+at .*[:(]/m;

/** For a `describe`: a scene that begins before its first test and ends after its last one. */
export function scene(options: SceneOptions): Scene {
	const made = new Scene(options);
	before(() => made.begin());
	after(() => made.end());
	return made;
}

/** What requests were for, in order of event ID: `e1 Valid`. */
export function decisionsOf(writes: readonly EmulatorRequest[]): string[] {
	return writes.map(({ input }) => `${input.EventId} ${input.FeedbackValue}`).sort();
}
