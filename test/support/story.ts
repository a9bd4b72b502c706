import { config, expect } from "chai";
import {
	type Emulator,
	type EmulatorContent,
	type EmulatorOptions,
	type EmulatorRequest,
	startEmulator,
} from "pulumi-cognito-feedback/emulator";
import { type Adapter, adapters, dynamicProvider, plugin } from "../../workbench/project/adapters.ts";
import type { Run } from "../../workbench/project/cli.ts";
import type { ProjectOptions, PulumiProject } from "../../workbench/project/project.ts";
import { type Sdk, sdkOf } from "../../workbench/project/sdk.ts";
import { named, type StateResource } from "../../workbench/project/state.ts";
import { feedbackIn } from "./cognitoContent.ts";
import type { Declaration } from "./program.ts";
import { quickProject } from "./quickProject.ts";

// A failed assertion shows the complete output of the CLI.
config.truncateThreshold = 0;

/** A CLI command that tests run. */
type Command = "preview" | "up" | "refresh" | "destroy";

/** A run of the CLI with the requests that Cognito received. */
export interface Result extends Run {
	readonly requests: readonly EmulatorRequest[];
	/** The requests that submit feedback. */
	readonly writes: readonly EmulatorRequest[];
	/** The requests that list events. */
	readonly lists: readonly EmulatorRequest[];
}

export interface StackOptions extends ProjectOptions {
	/** The initial content of Cognito. */
	readonly content: EmulatorContent;
	readonly onRequest?: NonNullable<EmulatorOptions["onRequest"]>;
	/** Receives the messages of `emulator.notify`. */
	readonly customEmailSender?: NonNullable<EmulatorOptions["customEmailSender"]>;
}

/** A Pulumi stack with an emulator as Cognito: the subject of a story. */
export class TestStack {
	readonly project: PulumiProject;
	readonly adapter: Adapter;
	#emulator: Emulator;

	private constructor(project: PulumiProject, emulator: Emulator, adapter: Adapter) {
		this.project = project;
		this.#emulator = emulator;
		this.adapter = adapter;
	}

	static async create(all: StackOptions): Promise<TestStack> {
		const { content, onRequest, customEmailSender, config, ...options } = all;
		const emulator = await startEmulator({
			content,
			...(onRequest && { onRequest }),
			...(customEmailSender && { customEmailSender }),
		});
		try {
			const endpoint = { "cognito-feedback:endpoint": emulator.endpoint };
			const project = await quickProject({ ...options, config: { ...endpoint, ...config } });
			return new TestStack(project, emulator, options.adapter ?? dynamicProvider);
		} catch (error) {
			await emulator.close();
			throw error;
		}
	}

	get emulator(): Emulator {
		return this.#emulator;
	}

	/** Removes all its files and processes. */
	async dispose(): Promise<void> {
		this.project.dispose();
		await this.#emulator.close();
	}

	/**
	 * Replaces the content of Cognito, as if events or users were removed. The address stays the same, because a refresh calls
	 * the endpoint in state, not the configured one.
	 */
	async becomes(content: EmulatorContent): Promise<void> {
		const port = Number(new URL(this.#emulator.endpoint).port);
		await this.#emulator.close();
		this.#emulator = await startEmulator({ content, port });
	}

	/** Replaces the program, which runs in this process. */
	program(...declarations: readonly Declaration[]): void {
		this.programOf(this.adapter, ...declarations);
	}

	/** Replaces the program by one with the SDK of an adapter, which may differ from the stack's. */
	programOf(adapter: Adapter, ...declarations: readonly Declaration[]): void {
		const sdk: Sdk = sdkOf(adapter);
		this.project.program(async () => {
			const outputs = await Promise.all(declarations.map((declare) => declare(sdk)));
			return Object.assign({}, ...outputs);
		});
	}

	/** The feedback that Cognito holds, by event ID. */
	feedback(): Record<string, string> {
		return feedbackIn(this.#emulator.content());
	}

	async resource(name: string): Promise<StateResource | undefined> {
		return named(await this.project.state(), name);
	}

	preview(...flags: string[]): Promise<Result> {
		return this.#succeeds("preview", flags);
	}

	up(...flags: string[]): Promise<Result> {
		return this.#succeeds("up", flags);
	}

	refresh(...flags: string[]): Promise<Result> {
		return this.#succeeds("refresh", flags);
	}

	destroy(...flags: string[]): Promise<Result> {
		return this.#succeeds("destroy", flags);
	}

	/** Runs a command that must fail without a stack trace. */
	async fails(command: Command, ...flags: string[]): Promise<Result> {
		const result = await this.#run(command, flags);
		expect(result.code, result.output).not.to.equal(0);
		expect(result.output).not.to.match(stackTrace);
		return result;
	}

	async #succeeds(command: Command, flags: string[]): Promise<Result> {
		const result = await this.#run(command, flags);
		expect(result.code, result.output).to.equal(0);
		return result;
	}

	async #run(command: Command, flags: string[]): Promise<Result> {
		const before = this.#emulator.requests.length;
		const run = await this.project[command](...flags);
		const requests = this.#emulator.requests.slice(before);
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

/** A step of a story. If it fails, the error names the step. */
export async function step<T>(title: string, tell: () => T | Promise<T>): Promise<T> {
	try {
		return await tell();
	} catch (error) {
		if (error instanceof Error) error.message = `in "${title}": ${error.message}`;
		throw error;
	}
}

/** A test of one stack from beginning to end, in steps. Each story has its own stack. */
export function story(
	title: string,
	options: StackOptions,
	tell: (stack: TestStack) => Promise<void>,
): Mocha.Test {
	return it(title, async () => {
		const stack = await TestStack.create(options);
		try {
			await tell(stack);
		} finally {
			await stack.dispose();
		}
	});
}

/** Set by `npm run test:plugin`. */
const isOfPlugin = process.env.TEST_ADAPTER === plugin.name;

/** Runs a story through each adapter, for behavior that differs between them. */
export function overAdapters(tell: (adapter: Adapter, through: string) => void): void {
	for (const adapter of adapters) tell(adapter, `through the ${adapter.name}`);
}

/** Like {@link overAdapters}, but only through the dynamic provider, and in `npm run test:plugin` only through the plugin. */
export function overTestedAdapters(tell: (adapter: Adapter, through: string) => void): void {
	overAdapters((adapter, through) => {
		if ((adapter === plugin) === isOfPlugin) tell(adapter, through);
	});
}

/** The decisions of requests, in order of event ID: `e1 Valid`. */
export function decisionsOf(writes: readonly EmulatorRequest[]): string[] {
	return writes.map(({ input }) => `${input.EventId} ${input.FeedbackValue}`).sort();
}
