import { isDeepStrictEqual } from "node:util";
import {
	type Properties,
	type ProviderOptions,
	type ProviderProcess,
	type ResourceType,
	type Steps,
	startProvider,
} from "./providerProcess.ts";

/** A resource in the program. */
export interface Declared {
	readonly type: ResourceType;
	readonly name: string;
	readonly inputs: Properties;
	/** The resource option: names of inputs, or `*` for all of them. */
	readonly ignoreChanges?: readonly string[];
}

/** A resource in state. */
export interface Stored {
	readonly type: ResourceType;
	readonly id: string;
	readonly inputs: Properties;
	readonly outputs: Properties;
	/** Why it is incomplete: the next run updates it, whatever the diff returns. */
	readonly initErrors: readonly string[];
}

/** The result of a command. */
export interface Outcome {
	/** The errors; empty if it succeeded. */
	readonly errors: readonly string[];
	readonly warnings: readonly string[];
	readonly infos: readonly string[];
	/** The number of resources by kind of step. */
	readonly steps: Readonly<Record<StepKind, number>>;
	/** The inputs after the checks, by the names of resources, as a preview shows them. */
	readonly inputs: Readonly<Record<string, Properties>>;
}

/** Pulumi's default for `--parallel`. */
const parallel = 16;

type StepKind = "create" | "update" | "delete" | "unchanged";

/**
 * Does in this process what Pulumi's engine does with a provider, through either adapter: hundreds of commands in the time of
 * one real one. It keeps state like the engine, including partial failures; test/engine does the same with the real one.
 * Programs contain plain values and replace no resources.
 */
export class MiniEngine {
	readonly state = new Map<string, Stored>();

	/** `pulumi up --skip-preview` */
	up(program: readonly Declared[], options: ProviderOptions): Promise<Outcome> {
		return this.#command(options, (run) => this.#run(program, run, "apply"));
	}

	preview(program: readonly Declared[], options: ProviderOptions): Promise<Outcome> {
		return this.#command(options, (run) => this.#run(program, run, "only look"));
	}

	refresh(options: ProviderOptions): Promise<Outcome> {
		return this.#command(options, async (run) => {
			await Promise.all(
				[...this.state].map(([name, old]) =>
					run.noting(async () => {
						const read = await run.provider.stepsOf(old.type, name).read(old.id, old.outputs);
						const { id, props, inputs = old.inputs } = wire(read);
						if (id === "") {
							run.count("delete");
							this.state.delete(name);
						} else {
							run.count(isDeepStrictEqual(props, old.outputs) ? "unchanged" : "update");
							this.state.set(name, { ...old, inputs, outputs: props, initErrors: [] });
						}
					}),
				),
			);
		});
	}

	destroy(options: ProviderOptions): Promise<Outcome> {
		return this.up([], options);
	}

	async #command(options: ProviderOptions, work: (run: EngineRun) => Promise<void>): Promise<Outcome> {
		const run = new EngineRun(startProvider(options));
		await work(run);
		const { infos, warnings } = run.provider;
		return { errors: run.errors, warnings, infos, steps: run.steps, inputs: run.inputs };
	}

	/**
	 * Checks run one after another, and the steps that follow them concurrently, as many as Pulumi's default; no step starts
	 * after an error.
	 */
	async #run(program: readonly Declared[], run: EngineRun, mode: "apply" | "only look"): Promise<void> {
		const running = new Set<Promise<void>>();
		for (const { type, name, inputs: given, ignoreChanges = [] } of program) {
			if (run.errors.length > 0) break;
			const step = run.provider.stepsOf(type, name);
			const old = this.state.get(name);
			await run.noting(async () => {
				const declared = wire(step.declare(given));
				const news = old ? ignoring(declared, old.inputs, ignoreChanges) : declared;
				const { inputs, failures } = wire(await step.check(old?.inputs ?? {}, news));
				run.errors.push(...failures.map(({ reason }) => `resource '${name}' has a problem: ${reason}`));
				if (failures.length > 0) return;
				run.inputs[name] = inputs;
				const isSame =
					old && !isDifferent(await step.diff(old.outputs, inputs)) && old.initErrors.length === 0;
				run.count(isSame ? "unchanged" : old ? "update" : "create");
				if (mode === "only look") return;
				if (isSame) return void this.state.set(name, { ...old, inputs });
				if (running.size === parallel) await Promise.race(running);
				const applied = run.noting(() => this.#apply({ type, name, inputs }, step, old));
				running.add(applied);
				applied.then(() => running.delete(applied));
			});
		}
		await Promise.all(running);
		if (run.errors.length > 0) return;
		for (const [name, old] of this.state) {
			if (program.some((declared) => declared.name === name)) continue;
			run.count("delete");
			if (mode === "only look") continue;
			await run.provider.stepsOf(old.type, name).delete(old.id, old.outputs);
			this.state.delete(name);
		}
	}

	async #apply({ type, name, inputs }: Declared, step: Steps, old?: Stored): Promise<void> {
		try {
			const { id, outs } = old
				? { id: old.id, outs: await step.update(old.id, old.outputs, inputs) }
				: await step.create(inputs);
			this.state.set(name, { type, id, inputs, outputs: wire(outs) as Properties, initErrors: [] });
		} catch (error) {
			if (!isPartialFailure(error)) throw error;
			const { id, properties, reasons } = error;
			this.state.set(name, { type, id, inputs, outputs: wire(properties), initErrors: reasons });
			throw new Error(reasons.join("\n"));
		}
	}
}

/** A running command. */
class EngineRun {
	readonly provider: ProviderProcess;
	readonly errors: string[] = [];
	readonly steps: Record<StepKind, number> = { create: 0, update: 0, delete: 0, unchanged: 0 };
	readonly inputs: Record<string, Properties> = {};

	constructor(provider: ProviderProcess) {
		this.provider = provider;
	}

	count(kind: StepKind): void {
		this.steps[kind]++;
	}

	async noting(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			this.errors.push(error instanceof Error ? error.message : String(error));
		}
	}
}

/**
 * Replaces inputs with ignored changes by those in state, including inputs that a check added.
 *
 * Source: Pulumi's `pkg/resource/deploy/step_generator.go`, `processIgnoreChanges`.
 */
function ignoring(news: Properties, olds: Properties, ignored: readonly string[]): Properties {
	if (ignored.includes("*")) return olds;
	const isIgnored = ([name]: [string, unknown]) => ignored.includes(name);
	const kept = Object.entries(news).filter((entry) => !isIgnored(entry));
	return Object.fromEntries([...kept, ...Object.entries(olds).filter(isIgnored)]);
}

function isDifferent({
	changes,
	replaces,
}: {
	readonly changes: boolean;
	readonly replaces: readonly string[];
}): boolean {
	if (replaces.length > 0) throw new Error("programs here replace nothing");
	return changes;
}

interface Partial {
	readonly id: string;
	readonly properties: Properties;
	readonly reasons: readonly string[];
}

function isPartialFailure(error: unknown): error is Partial {
	return typeof error === "object" && error !== null && "reasons" in error && "properties" in error;
}

/** Reduces a value to what is sent between Pulumi's processes: plain data without `undefined`. */
function wire<T>(value: T): T {
	return JSON.parse(
		JSON.stringify(value, (key, inner) => {
			if (inner === undefined) throw new Error(`Unexpected struct type: ${key} is undefined`);
			return inner;
		}),
	);
}
