import type { CustomResourceOptions } from "@pulumi/pulumi";
import { expect } from "chai";
import {
	type Emulator,
	type EmulatorContent,
	type EmulatorOptions,
	type EmulatorRequest,
	startEmulator,
} from "pulumi-cognito-feedback/emulator";
import type { Sdk } from "../../tools/pulumi-project/sdk.ts";
import { feedbackIn } from "../support/cognitoContent.ts";
import type { Declaration } from "../support/program.ts";
import { type Declared, MiniEngine, type Outcome, type Stored } from "./engine.ts";
import type { ProviderOptions } from "./providerProcess.ts";

type Command = "preview" | "up" | "refresh" | "destroy";

/** What a command ended with, and the requests that Cognito got meanwhile. */
export interface Result extends Outcome {
	/** All that was reported, as Pulumi prints it: a line each. */
	readonly output: string;
	readonly requests: readonly EmulatorRequest[];
	/** Those that submit feedback. */
	readonly writes: readonly EmulatorRequest[];
}

export interface StackOptions extends Omit<ProviderOptions, "endpoint"> {
	/** What Cognito holds in the beginning. */
	readonly content: EmulatorContent;
	readonly onRequest?: NonNullable<EmulatorOptions["onRequest"]>;
}

/**
 * A stack that this process does everything for but Cognito, which is an emulator: what the lifecycle does, without
 * Pulumi's processes. Programs hold plain values, and secrets as `secret` in secrets.ts makes them.
 */
export class InProcessStack {
	readonly #engine = new MiniEngine();
	readonly #options: Omit<StackOptions, "content" | "onRequest">;
	#config: ProviderOptions["config"];
	#emulator: Emulator;
	#program: readonly Declared[] = [];

	private constructor(emulator: Emulator, { config, ...options }: Omit<StackOptions, "content">) {
		this.#emulator = emulator;
		this.#options = options;
		this.#config = config;
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

	/** Gives Cognito other content than it has, as if events or users were removed. */
	async becomes(content: EmulatorContent): Promise<void> {
		await this.#emulator.close();
		this.#emulator = await startEmulator({ content });
	}

	/** Sets stack configuration; `undefined` removes a key. */
	configure(config: Readonly<Record<string, string | undefined>>): void {
		this.#config = { ...this.#config, ...config };
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

	/** State by the names of resources. */
	get state(): ReadonlyMap<string, Stored> {
		return this.#engine.state;
	}

	preview(): Promise<Result> {
		return this.#succeeds("preview");
	}

	up(): Promise<Result> {
		return this.#succeeds("up");
	}

	refresh(): Promise<Result> {
		return this.#succeeds("refresh");
	}

	destroy(): Promise<Result> {
		return this.#succeeds("destroy");
	}

	/** Runs a command that has to fail. */
	async fails(command: Command): Promise<Result> {
		const result = await this.#run(command);
		expect(result.errors, result.output).not.to.deep.equal([]);
		return result;
	}

	async #succeeds(command: Command): Promise<Result> {
		const result = await this.#run(command);
		expect(result.errors, result.output).to.deep.equal([]);
		return result;
	}

	async #run(command: Command): Promise<Result> {
		const before = this.#emulator.requests.length;
		const options = {
			endpoint: this.#emulator.endpoint,
			...this.#options,
			...(this.#config && { config: this.#config }),
		};
		const outcome =
			command === "preview" || command === "up"
				? await this.#engine[command](this.#program, options)
				: await this.#engine[command](options);
		const requests = this.#emulator.requests.slice(before);
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
			writes: requests.filter(({ operation }) => operation === "AdminUpdateAuthEventFeedback"),
		};
	}
}

/** A test of one such stack from its beginning to its end, in steps. */
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
