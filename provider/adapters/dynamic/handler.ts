import type { dynamic } from "@pulumi/pulumi";
import { keepCompiledCode, keepHeapSmall, oldPulumi, whyNotNode, writeCompiledCode } from "../../runtime.ts";
import type { Properties } from "../codecs.ts";
import { readConfiguration, stackWords } from "../configuration.ts";
import { onCancelled, onParentExit } from "../engineLife.ts";
import { Session } from "../session.ts";
import { StepError } from "../stepError.ts";
import type { ResourceKind, SteppedResource } from "../steps.ts";
import { StepPartialFailure, steps } from "../steps.ts";
import { pack, packOutputs, unpack } from "./packing.ts";

/** Where the steps of a run have their session. */
export interface SessionHolder {
	session: Session | undefined;
}

/** Pulumi starts a process for each run, which serves every kind of resource. */
const ofProcess: SessionHolder = { session: undefined };

/**
 * Takes the stack configuration. Pulumi calls this before any step, once for each kind of resource. It finishes
 * synchronously because Pulumi does not wait.
 */
function configure({ config }: dynamic.ConfigureRequest): void {
	if (ofProcess.session) return;
	keepHeapSmall();
	keepCompiledCode();
	const session = new Session(readConfiguration((key) => config.get(key), stackWords("aws")));
	ofProcess.session = session;
	// Pulumi's engine calls it at the end of each run.
	onCancelled(() => {
		session.cancel();
		writeCompiledCode();
	});
	onParentExit(() => session.engineExited());
}

/**
 * The dynamic provider of a kind of resource, as Pulumi calls it.
 *
 * Source: Pulumi docs, "Dynamic resource providers".
 */
export function handlerOf(kind: ResourceKind, holder = ofProcess) {
	const step = steps[kind];
	return {
		configure,

		check: (olds: Properties, news: Properties): Promise<dynamic.CheckResult> =>
			run(async (session) => {
				const { inputs, failures } = await step.check(session, resourceOf(news), unpack(olds), unpack(news));
				// What serves here alone is not kept: state has two copies of each internal property.
				const { __parts: _, ...kept } = news;
				const { __label: __, ...unnamed } = kept;
				// A failure without a property prints no value, which Pulumi's types do not know.
				return {
					inputs: pack(inputs, kind === "single" ? unnamed : kept),
					failures: failures as dynamic.CheckFailure[],
				};
			}),

		diff: (_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> =>
			run(async (session) => {
				// Feedback in another Region is other feedback.
				if (olds.__region !== news.__region) return { changes: true, replaces: ["__region"] };
				const { changes, replaces } = await step.diff(
					session,
					resourceOf(news, olds),
					unpack(olds),
					unpack(news),
				);
				return { changes, replaces: [...replaces] };
			}),

		create: (inputs: Properties): Promise<dynamic.CreateResult> =>
			run(async (session) => {
				const { id, outputs } = await step.create(session, resourceOf(inputs), unpack(inputs));
				return { id, outs: packOutputs(outputs, inputs) };
			}, inputs),

		update: (id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> =>
			run(async (session) => {
				const resource = resourceOf(news, olds);
				const outputs = await step.update(session, resource, id, unpack(olds), unpack(news));
				return { outs: packOutputs(outputs, news) };
			}, news),

		read: (id: string, state: Properties): Promise<dynamic.ReadResult> =>
			run(async (session) => {
				const read = await step.read(session, resourceOf(state), id, unpack(state));
				if (!read) return { id: "", props: {} };
				return { id, props: packOutputs(read.outputs, state, state), inputs: pack(read.inputs, state) };
			}),

		delete: (_id: string, outputs: Properties): Promise<void> =>
			run((session) => step.delete(session, resourceOf(outputs), unpack(outputs))),
	};

	/**
	 * Runs a step.
	 *
	 * @param inputs For state after a partial failure.
	 * @throws what the step throws. Pulumi prints the stack trace of what some steps throw; it is left out if the
	 *   message is complete.
	 */
	async function run<T>(step: (session: Session) => Promise<T>, inputs: Properties = {}): Promise<T> {
		try {
			const oldNode = whyNotNode(process.versions.node);
			if (oldNode !== undefined) throw new StepError(oldNode);
			if (!holder.session) throw new StepError(oldPulumi);
			return await step(holder.session);
		} catch (error) {
			if (error instanceof StepPartialFailure)
				throw new StepPartialFailure(error.id, packOutputs(error.properties, inputs), error.reasons);
			throw error instanceof StepError ? withoutStackTrace(error) : error;
		}
	}
}

/**
 * Pulumi passes a dynamic provider only properties. A username that was secret once is in old state, and stays one. A single
 * decision has no name where `ignoreChanges` puts old inputs in the place of all: it goes by its event then.
 */
function resourceOf(...properties: readonly Properties[]): SteppedResource {
	const { __label, eventId, userPoolId, __region: region, __parts: parts } = properties[0] ?? {};
	return {
		name: String(__label ?? eventId),
		isSecret: properties.some(({ __secret }) => __secret === true),
		...(typeof region === "string" && { region: { region, userPoolId: String(userPoolId) } }),
		...(typeof parts === "string" && { parts: new Map(JSON.parse(parts)) }),
	};
}

const hiddenLine = "pulumi-cognito-feedback: see the error message";

/** An error that Pulumi prints once: its server also writes `<error>: <stack>` to stderr, which the engine would show. */
function withoutStackTrace({ message }: Error): Error {
	const [name, stack] = hiddenLine.split(": ");
	return Object.assign(new Error(message), {
		stack,
		toString() {
			hideLine();
			return name;
		},
	});
}

/**
 * Keeps the line from stderr that is written next, if it is that one. Pulumi's server looks `console.error` up before it makes
 * the line's text, and makes one of every error, so only the stream can leave it out.
 *
 * Source: `@pulumi/pulumi`, `cmd/dynamic-provider/index.ts`.
 */
function hideLine(): void {
	const { stderr } = process;
	const { write } = stderr;
	stderr.write = (...args: unknown[]) => {
		stderr.write = write;
		return args[0] === `${hiddenLine}\n` || Reflect.apply(write, stderr, args);
	};
}
