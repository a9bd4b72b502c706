import type { dynamic } from "@pulumi/pulumi";
import {
	collectGarbage,
	keepCompiledCode,
	keepHeapSmall,
	oldPulumi,
	whyNotNode,
	writeCompiledCode,
} from "../../runtime.ts";
import type { Properties } from "../codecs.ts";
import { readConfiguration, stackWords } from "../configuration.ts";
import { onCancelled, onParentExit } from "../engineLife.ts";
import { Session } from "../session.ts";
import { StepError } from "../stepError.ts";
import type { ResourceKind, SteppedResource } from "../steps.ts";
import { StepPartialFailure, steps } from "../steps.ts";
import { isLarge, pack, packOutputs, unpack } from "./packing.ts";

/** Holds the session of a run. */
export interface SessionHolder {
	session: Session | undefined;
}

/** Pulumi starts one process for each run; it serves both resource types. */
const processSession: SessionHolder = { session: undefined };

/**
 * Receives the stack configuration. Pulumi calls this before any step, once for each resource type. It finishes synchronously
 * because Pulumi does not wait.
 */
function configure({ config }: dynamic.ConfigureRequest): void {
	if (processSession.session) return;
	keepHeapSmall();
	keepCompiledCode();
	const session = new Session(readConfiguration((key) => config.get(key), stackWords("aws")));
	processSession.session = session;
	// Pulumi's engine calls it at the end of each run.
	onCancelled(() => {
		session.cancel();
		writeCompiledCode();
	});
	onParentExit(() => session.engineExited());
}

/**
 * The dynamic provider of a resource type, with the methods that Pulumi calls.
 *
 * Source: Pulumi docs, "Dynamic resource providers".
 */
export function handlerOf(kind: ResourceKind, holder = processSession) {
	const step = steps[kind];
	return {
		configure,

		check: (olds: Properties, news: Properties): Promise<dynamic.CheckResult> =>
			run(async (session) => {
				const { inputs, failures } = await step.check(session, resourceOf(news), unpack(olds), unpack(news));
				// `__parts` is needed only here, and state would store it twice.
				const { __parts: _, ...kept } = news;
				const { __label: __, ...unnamed } = kept;
				// Without a property, Pulumi prints no value with a failure. Its types do not allow that.
				return {
					inputs: pack(inputs, kind === "single" ? unnamed : kept),
					failures: failures as dynamic.CheckFailure[],
				};
			}),

		diff: (_id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> =>
			run(async (session) => {
				// The same event in another Region has its own feedback.
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
	 * @param inputs The inputs, for state after a partial failure.
	 * @throws what the step throws. For some steps Pulumi prints the stack trace as well; it is removed if the message is
	 *   complete.
	 */
	async function run<T>(step: (session: Session) => Promise<T>, inputs: Properties = {}): Promise<T> {
		try {
			const oldNode = whyNotNode(process.versions.node);
			if (oldNode !== undefined) throw new StepError(oldNode);
			if (!holder.session) throw new StepError(oldPulumi);
			const result = await step(holder.session);
			if (Object.values(result ?? {}).some(isLarge)) collectGarbage();
			return result;
		} catch (error) {
			if (error instanceof StepPartialFailure)
				throw new StepPartialFailure(error.id, packOutputs(error.properties, inputs), error.reasons);
			throw error instanceof StepError ? withoutStackTrace(error) : error;
		}
	}
}

/**
 * The resource of a step. Pulumi passes only properties to a dynamic provider. A username stays secret if it is secret in old
 * state. With `ignoreChanges`, Pulumi may replace all inputs with old ones; a single decision then has no name, and its event
 * serves as one.
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

/** An error that Pulumi prints only once. Its server also writes `<error>: <stack>` to stderr, which the engine would show. */
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
 * Suppresses the next line on stderr if it is that one. Pulumi's server has a reference to `console.error` before it formats
 * the line, and formats one for every error, so only the stream can suppress it.
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
