import type { Notice, Refusal } from "./notices.ts";
import type { Resource, Run } from "./run.ts";

export interface Diff {
	readonly changes: boolean;
	/** The properties whose change replaces the resource. */
	readonly replaces: readonly string[];
}

/** A failure of a check; for a decision of a set, with its event ID. */
export interface CheckFailure {
	readonly eventId?: string;
	readonly refusal: Refusal;
}

export interface Checked<Declared> {
	/** The declared inputs, with the evidence. */
	readonly declared: Declared;
	readonly failures: readonly CheckFailure[];
	/** The notice to report if no input is rejected. */
	readonly summary?: Notice;
}

/**
 * The steps of a resource type. They receive values that an adapter has parsed.
 *
 * @typeParam Declared A program's declaration: values may be known only after `pulumi up`.
 * @typeParam Known The declaration during `pulumi up`, when all values are known.
 * @typeParam Stored The state.
 */
export interface ResourceType<Declared, Known, Stored> {
	/** @param olds The inputs in state; `undefined` for a new resource. */
	check(run: Run, resource: Resource, olds: Stored | undefined, news: Declared): Promise<Checked<Declared>>;
	diff(run: Run, resource: Resource, olds: Stored, news: Declared): Diff;
	create(run: Run, resource: Resource, news: Known): Promise<{ readonly id: string; readonly state: Stored }>;
	update(run: Run, resource: Resource, id: string, olds: Stored, news: Known): Promise<Stored>;
	/**
	 * Reads the current state; `undefined` if the resource no longer exists.
	 *
	 * @param state The state, or what the program declares; nothing for an import.
	 */
	read(run: Run, resource: Resource, id: string, state: Partial<Stored>): Promise<Stored | undefined>;
	/** Cognito has no operation to remove feedback, so this only reports the retained feedback. */
	delete(run: Run, state: Stored): void;
	/** The result of a creation or update, as far as a preview can determine it. */
	preview(news: Declared, olds?: Stored): Declared;
}
