import type { Notice, Refusal } from "./notices.ts";
import type { Resource, Run } from "./run.ts";

export interface Diff {
	readonly changes: boolean;
	/** The properties whose change replaces the resource. */
	readonly replaces: readonly string[];
}

/** A failure of a check: of a set's decision, with its event ID. */
export interface CheckFailure {
	readonly eventId?: string;
	readonly refusal: Refusal;
}

export interface Checked<Declared> {
	/** What was declared, with the evidence. */
	readonly declared: Declared;
	readonly failures: readonly CheckFailure[];
	/** What to report if no input is refused. */
	readonly summary?: Notice;
}

/**
 * What Pulumi asks of a kind of resource. Every step gets values that an adapter has parsed.
 *
 * @typeParam Declared What a program declares: values may be known only after `pulumi up`.
 * @typeParam Known The same when `pulumi up` has come to it.
 * @typeParam Stored What state holds.
 */
export interface ResourceType<Declared, Known, Stored> {
	/** @param olds The inputs in state; `undefined` for a new resource. */
	check(run: Run, resource: Resource, olds: Stored | undefined, news: Declared): Promise<Checked<Declared>>;
	diff(run: Run, resource: Resource, olds: Stored, news: Declared): Diff;
	create(run: Run, resource: Resource, news: Known): Promise<{ readonly id: string; readonly state: Stored }>;
	update(run: Run, resource: Resource, id: string, olds: Stored, news: Known): Promise<Stored>;
	/**
	 * The real state; `undefined` where the resource does not exist any more.
	 *
	 * @param state What state or the program knows; nothing for an import.
	 */
	read(run: Run, resource: Resource, id: string, state: Partial<Stored>): Promise<Stored | undefined>;
	/** Cognito has no operation to remove feedback, so this reports the retained feedback. */
	delete(run: Run, state: Stored): void;
	/** What an update or a creation comes to, as far as a preview knows. */
	preview(news: Declared, olds?: Stored): Declared;
}
