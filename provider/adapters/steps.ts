import { isCognitoError } from "../cognito/cognitoError.ts";
import { printableLines } from "../cognito/printable.ts";
import { PartialFailure, RefusedStep } from "../lifecycle/notices.ts";
import type { Diff, ResourceType } from "../lifecycle/resourceType.ts";
import type { Resource, Run } from "../lifecycle/run.ts";
import { set } from "../lifecycle/set.ts";
import { single } from "../lifecycle/single.ts";
import type { Codec, Properties } from "./codecs.ts";
import { setCodec, singleCodec } from "./codecs.ts";
import type { Words } from "./configuration.ts";
import { errorText, partialFailureReasons, refusalText } from "./errorMessages.ts";
import type { InputFailure, Inputs } from "./inputs.ts";
import { ofMember, parseDecision, parseSet } from "./inputs.ts";
import type { PoolRegion, Session } from "./session.ts";
import { StepError } from "./stepError.ts";

/** The resource of a step, with what the adapter adds. */
export interface SteppedResource extends Resource {
	/** The URN that messages are shown under, if the adapter receives one. */
	readonly urn?: string;
	/** The Region that the resource names, if it is not the configured one. */
	readonly region?: PoolRegion;
}

/** The steps of a resource type over properties, the same for each adapter. */
export interface Steps {
	/** @param olds The inputs in state; empty for a new resource. */
	check(
		session: Session,
		resource: SteppedResource,
		olds: Properties,
		news: Properties,
	): Promise<{ readonly inputs: Properties; readonly failures: readonly InputFailure[] }>;
	diff(session: Session, resource: SteppedResource, olds: Properties, news: Properties): Promise<Diff>;
	create(
		session: Session,
		resource: SteppedResource,
		news: Properties,
	): Promise<{ readonly id: string; readonly outputs: Properties }>;
	update(
		session: Session,
		resource: SteppedResource,
		id: string,
		olds: Properties,
		news: Properties,
	): Promise<Properties>;
	/** Returns the inputs and the outputs; `undefined` if the resource no longer exists. */
	read(
		session: Session,
		resource: SteppedResource,
		id: string,
		state: Properties,
	): Promise<{ readonly inputs: Properties; readonly outputs: Properties } | undefined>;
	delete(session: Session, resource: SteppedResource, outputs: Properties): Promise<void>;
	/** Returns the outputs as far as a preview can determine them. */
	preview(news: Properties, olds?: Properties): Properties;
}

/** A step that failed in part. Pulumi's server for dynamic providers recognizes such an error by the names of these fields. */
export class StepPartialFailure extends StepError {
	readonly id: string;
	/** The outputs for state. */
	readonly properties: Properties;
	/** The reasons that Pulumi prints instead of the message. */
	readonly reasons: readonly [string, ...string[]];

	constructor(id: string, properties: Properties, reasons: readonly [string, ...string[]]) {
		super(reasons[0]);
		this.id = id;
		this.properties = properties;
		this.reasons = reasons;
	}
}

/** A resource type, and how its values are decoded from properties. */
interface Kind<Declared, Known, Stored> {
	readonly type: ResourceType<Declared, Known, Stored>;
	readonly codec: Codec<Declared, Known, Stored>;
	readonly isSet: boolean;
	parse(olds: Properties, news: Properties, resource: Resource): Inputs;
	/** The properties that only outputs have. */
	readonly recorded: readonly string[];
}

/** The maximum number of failed decisions that are listed. Of the others, only the count is given. */
const maxFailures = 20;

function stepsOf<Declared, Known, Stored>(kind: Kind<Declared, Known, Stored>): Steps {
	const { type, codec, isSet } = kind;
	const stored = (properties: Properties) => codec.decodeStored(properties) as Stored;

	return {
		check: (session, resource, olds, news) =>
			inStep(session, resource, async (run) => {
				session.siblings.expect(resource.parts?.keys() ?? []);
				const { valid, failures } = kind.parse(olds, news, resource);
				const wrong = session.takeProblems().map((reason) => ({ reason }));
				const isNew = olds.userPoolId === undefined;
				if (!valid || session.hasProblems)
					return { inputs: news, failures: printable([...wrong, ...shorten(failures)]) };
				const checked = await type.check(
					run,
					resource,
					isNew ? undefined : stored(olds),
					codec.decode(valid),
				);
				const refused = checked.failures.map(({ eventId, refusal }): InputFailure => {
					const reason = refusalText(refusal, session.words);
					return eventId === undefined ? { reason } : ofMember(eventId, reason);
				});
				const all = [...failures, ...refused];
				if (all.length > 0) return { inputs: news, failures: printable(shorten(all)) };
				if (checked.summary) run.report(checked.summary);
				return { inputs: codec.encode(checked.declared), failures: [] };
			}),

		diff: (session, resource, olds, news) =>
			inStep(session, resource, (run) => {
				const diff = type.diff(run, resource, stored(olds), codec.decode(news));
				if (!diff.changes) session.siblings.begun(resource.name);
				return diff;
			}),

		create: (session, resource, news) =>
			attempt(session, resource, async (run) => {
				session.siblings.begun(resource.name);
				const { id, state } = await type.create(run, resource, codec.decodeKnown(news));
				return { id, outputs: codec.encode(state) };
			}),

		update: (session, resource, id, olds, news) =>
			attempt(session, resource, async (run) => {
				session.siblings.begun(resource.name);
				return codec.encode(await type.update(run, resource, id, stored(olds), codec.decodeKnown(news)));
			}),

		read: (session, resource, id, state) =>
			attempt(session, resource, async (run) => {
				const read = await type.read(run, resource, id, codec.decodeStored(state));
				if (read === undefined) return undefined;
				const outputs = codec.encode(read);
				const inputs = Object.entries(outputs).filter(([name]) => !kind.recorded.includes(name));
				return { inputs: Object.fromEntries(inputs), outputs };
			}),

		delete: (session, resource, outputs) =>
			inStep(session, resource, (run) => type.delete(run, stored(outputs))),

		preview: (news, olds) => codec.encode(type.preview(codec.decode(news), olds && stored(olds))),
	};

	/** Runs a step that may make requests, and words its failures. */
	function attempt<T>(
		session: Session,
		resource: SteppedResource,
		step: (run: Run) => Promise<T>,
	): Promise<T> {
		return inStep(session, resource, async (run) => {
			if (session.hasProblems) throw new StepError(session.problems.join("\n"));
			try {
				return await step(run);
			} catch (error) {
				if (error instanceof PartialFailure) {
					await session.siblings.othersBegun();
					throw new StepPartialFailure(
						error.id,
						codec.encode(error.state as Stored),
						partialFailureReasons(error, isSet, session.words),
					);
				}
				throw inWords(error, session.words);
			}
		});
	}
}

/** Runs a step for a resource. */
export async function inStep<T>(
	session: Session,
	{ urn, region }: Pick<SteppedResource, "urn" | "region">,
	step: (run: Run) => T | Promise<T>,
): Promise<T> {
	const run = session.begin(urn, region);
	try {
		return await step(run);
	} finally {
		await session.end();
	}
}

/** Words an error of the lifecycle or of Cognito for the person who runs Pulumi. */
export function inWords(error: unknown, words: Words): unknown {
	if (isCognitoError(error)) return new StepError(errorText(error, words));
	if (error instanceof RefusedStep) return new StepError(refusalText(error.refusal, words));
	return error;
}

/** Makes failures safe to print: Pulumi prints them unchanged. */
function printable(failures: readonly InputFailure[]): InputFailure[] {
	return failures.map(({ reason, ...rest }) => ({ ...rest, reason: printableLines(reason) }));
}

function shorten(failures: readonly InputFailure[]): readonly InputFailure[] {
	const rest = failures.length - maxFailures;
	if (rest <= 0) return failures;
	const more = `and ${rest} more ${rest === 1 ? "failure" : "failures"} in this set`;
	return [...failures.slice(0, maxFailures), { reason: more }];
}

/** The steps of both resource types. */
export const steps = {
	single: stepsOf({
		type: single,
		codec: singleCodec,
		isSet: false,
		parse: parseDecision,
		recorded: ["feedbackDate", "feedbackProvider"],
	}),
	set: stepsOf({ type: set, codec: setCodec, isSet: true, parse: parseSet, recorded: [] }),
} as const satisfies Record<string, Steps>;

export type ResourceKind = keyof typeof steps;
