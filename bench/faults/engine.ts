import {
	type Properties,
	type ProviderOptions,
	type ProviderProcess,
	type ResourceType,
	startProvider,
} from "./providerProcess.ts";

/** A resource as the program declares it. */
export interface Declared {
	readonly type: ResourceType;
	readonly name: string;
	readonly inputs: Properties;
}

/** A resource as state has it. */
export interface Stored {
	readonly type: ResourceType;
	readonly id: string;
	readonly inputs: Properties;
	readonly outputs: Properties;
	/** Why it is not whole: it is updated next time, whatever the comparison says. */
	readonly initErrors: readonly string[];
}

/** What a command ended with. */
export interface Outcome {
	/** Why it failed; none where it succeeded. */
	readonly errors: readonly string[];
	readonly warnings: readonly string[];
}

/**
 * What Pulumi's engine does with a dynamic provider, in this process: hundreds of commands in the time that the real
 * one takes for one. It keeps state as the engine does, partial failures and all; test/engine has the real one do the
 * same a few times.
 */
export class MiniEngine {
	readonly state = new Map<string, Stored>();

	/** `pulumi up --skip-preview` */
	up(program: readonly Declared[], options: ProviderOptions): Promise<Outcome> {
		return this.#command(options, (process, errors) => this.#run(program, process, errors, "apply"));
	}

	preview(program: readonly Declared[], options: ProviderOptions): Promise<Outcome> {
		return this.#command(options, (process, errors) => this.#run(program, process, errors, "only look"));
	}

	refresh(options: ProviderOptions): Promise<Outcome> {
		return this.#command(options, async ({ steps }, errors) => {
			await Promise.all(
				[...this.state].map(([name, old]) =>
					noting(errors, async () => {
						const read = await steps[old.type].read(old.id, old.outputs);
						const { id, props, inputs = old.inputs } = wire(read);
						if (id === "") this.state.delete(name);
						else this.state.set(name, { ...old, inputs, outputs: props, initErrors: [] });
					}),
				),
			);
		});
	}

	async #command(
		options: ProviderOptions,
		work: (process: ProviderProcess, errors: string[]) => Promise<void>,
	): Promise<Outcome> {
		const process = startProvider(options);
		const errors: string[] = [];
		await work(process, errors);
		return { errors, warnings: process.warnings };
	}

	/** Checks come one after another, and what they lead to runs beside them; nothing begins after an error. */
	async #run(
		program: readonly Declared[],
		{ steps }: ProviderProcess,
		errors: string[],
		mode: "apply" | "only look",
	): Promise<void> {
		const running: Promise<void>[] = [];
		for (const { type, name, inputs: given } of program) {
			if (errors.length > 0) break;
			const step = steps[type];
			const old = this.state.get(name);
			await noting(errors, async () => {
				const { inputs, failures } = wire(
					await step.check(old?.inputs ?? {}, wire({ ...given, __label: name })),
				);
				errors.push(...failures.map(({ reason }) => reason));
				if (failures.length > 0) return;
				const isSame = old && !isDifferent(step.diff(old.outputs, inputs)) && old.initErrors.length === 0;
				if (mode === "only look") return;
				if (isSame) this.state.set(name, { ...old, inputs });
				else running.push(noting(errors, () => this.#apply({ type, name, inputs }, step, old)));
			});
		}
		await Promise.all(running);
	}

	async #apply(
		{ type, name, inputs }: Declared,
		step: ProviderProcess["steps"][ResourceType],
		old?: Stored,
	): Promise<void> {
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

async function noting(errors: string[], work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		errors.push(error instanceof Error ? error.message : String(error));
	}
}

/** What is left of a value that goes between Pulumi's processes: plain data, of which `undefined` is none. */
function wire<T>(value: T): T {
	return JSON.parse(
		JSON.stringify(value, (key, inner) => {
			if (inner === undefined) throw new Error(`Unexpected struct type: ${key} is undefined`);
			return inner;
		}),
	);
}
