import type { CustomResourceOptions } from "@pulumi/pulumi";
import { expect } from "chai";
import {
	type Emulator,
	type EmulatorContent,
	type EmulatorOptions,
	type EmulatorRequest,
	startEmulator,
} from "pulumi-cognito-feedback/emulator";
import { type Adapter, dynamicProvider } from "../../workbench/project/adapters.ts";
import type { Sdk } from "../../workbench/project/sdk.ts";
import { decisionsInState } from "../../workbench/project/state.ts";
import { feedbackIn } from "../support/cognitoContent.ts";
import type { Declaration } from "../support/program.ts";
import { type Declared, MiniEngine, type Outcome, type Stored } from "./engine.ts";
import type { ProviderOptions } from "./providerProcess.ts";

type Command = "preview" | "up" | "refresh" | "destroy";

/** The result of a command, with the requests that Cognito received. */
export interface Result extends Outcome {
	/** All messages as Pulumi prints them, one per line. */
	readonly output: string;
	readonly requests: readonly EmulatorRequest[];
	/** The requests that submit feedback. */
	readonly writes: readonly EmulatorRequest[];
	/** The requests that list events. */
	readonly lists: readonly EmulatorRequest[];
}

export interface StackOptions extends Pick<ProviderOptions, "config" | "adapter"> {
	/** The initial content of Cognito. */
	readonly content: EmulatorContent;
	readonly onRequest?: NonNullable<EmulatorOptions["onRequest"]>;
}

/** Options for a single command. */
type RunOptions = Pick<ProviderOptions, "requestTimeout">;

/**
 * A stack that runs in this process without Pulumi's processes, with an emulator as Cognito: for tests of the lifecycle.
 * Programs contain plain values, and secrets made with `secret` of secrets.ts.
 */
export class InProcessStack {
	readonly #engine = new MiniEngine();
	readonly #adapter: Adapter;
	#config: ProviderOptions["config"];
	#emulator: Emulator;
	#program: readonly Declared[] = [];

	private constructor(
		emulator: Emulator,
		{ config, adapter = dynamicProvider }: Omit<StackOptions, "content">,
	) {
		this.#emulator = emulator;
		this.#config = config;
		this.#adapter = adapter;
	}

	static async create({ content, onRequest, ...options }: StackOptions): Promise<InProcessStack> {
		const emulator = await startEmulator({ content, ...(onRequest && { onRequest }) });
		return new InProcessStack(emulator, options);
	}

	get emulator(): Emulator {
		return this.#emulator;
	}

	dispose(): Promise<void> {
		return this.#emulator.close();
	}

	/** Replaces the content of Cognito, as if events or users were removed. */
	async becomes(content: EmulatorContent): Promise<void> {
		await this.#emulator.close();
		this.#emulator = await startEmulator({ content });
	}

	/** Sets stack configuration; `undefined` removes a key. */
	configure(config: Readonly<Record<string, string | undefined>>): void {
		const all = Object.entries({ ...this.#config, ...config });
		this.#config = Object.fromEntries(all.filter(([, value]) => value !== undefined));
	}

	/** Replaces the program. */
	program(...declarations: readonly Declaration[]): void {
		const declared: Declared[] = [];
		const resource = (type: Declared["type"]) =>
			class {
				constructor(name: string, inputs: Declared["inputs"], opts: CustomResourceOptions = {}) {
					const { ignoreChanges } = opts;
					declared.push({ type, name, inputs, ...(ignoreChanges && { ignoreChanges }) });
				}
			};
		const sdk = { AuthEventFeedback: resource("single"), AuthEventFeedbackSet: resource("set") };
		for (const declare of declarations) declare(sdk as unknown as Sdk);
		this.#program = declared;
	}

	/** The feedback that Cognito holds, by event ID. */
	feedback(): Record<string, string> {
		return feedbackIn(this.#emulator.content());
	}

	/** The decisions in state, by event ID. */
	decisions(): Record<string, string> {
		return decisionsInState([...this.state.values()]);
	}

	/** The state by the names of resources. */
	get state(): ReadonlyMap<string, Stored> {
		return this.#engine.state;
	}

	preview(only?: RunOptions): Promise<Result> {
		return this.#succeeds("preview", only);
	}

	up(only?: RunOptions): Promise<Result> {
		return this.#succeeds("up", only);
	}

	refresh(): Promise<Result> {
		return this.#succeeds("refresh");
	}

	destroy(): Promise<Result> {
		return this.#succeeds("destroy");
	}

	/** Runs a command that must fail. */
	async fails(command: Command, only?: RunOptions): Promise<Result> {
		const result = await this.run(command, only);
		expect(result.errors, result.output).not.to.deep.equal([]);
		return result;
	}

	async #succeeds(command: Command, only?: RunOptions): Promise<Result> {
		const result = await this.run(command, only);
		expect(result.errors, result.output).to.deep.equal([]);
		return result;
	}

	/** Runs a command, whether it succeeds or fails. */
	async run(command: Command, only: RunOptions = {}): Promise<Result> {
		const before = this.#emulator.requests.length;
		const options = {
			endpoint: this.#emulator.endpoint,
			adapter: this.#adapter,
			...(this.#config && { config: this.#config }),
			...only,
		};
		const outcome =
			command === "preview" || command === "up"
				? await this.#engine[command](this.#program, options)
				: await this.#engine[command](options);
		const requests = this.#emulator.requests.slice(before);
		const of = (operation: string) => requests.filter((request) => request.operation === operation);
		const { errors, warnings, infos } = outcome;
		const lines = [
			...errors.map((error) => `error: ${error}`),
			...warnings.map((warning) => `warning: ${warning}`),
			...infos,
		];
		return {
			...outcome,
			output: lines.join("\n"),
			requests,
			writes: of("AdminUpdateAuthEventFeedback"),
			lists: of("AdminListUserAuthEvents"),
		};
	}
}

/** A test of one such stack from beginning to end, in steps. */
export function quickStory(
	title: string,
	options: StackOptions,
	tell: (stack: InProcessStack) => Promise<void>,
): Mocha.Test {
	return it(title, async () => {
		const stack = await InProcessStack.create(options);
		try {
			await tell(stack);
		} finally {
			await stack.dispose();
		}
	});
}
