import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DecisionsResponse, Entry, PageDecision } from "../../protocol.ts";
import {
	changesOf,
	type DraftDecision,
	type DraftDecisions,
	isChange,
	isSame,
	isSameInFile,
	noDecision,
	toDraftDecisions,
} from "./draftDecisions.ts";

/** What undo goes back to: the decisions before, and the current event. */
export interface Step {
	readonly before: DraftDecisions;
	readonly current: string | undefined;
	/** Steps in a row with the same tag are one: letters typed into the same note. */
	readonly tag: string;
}

export interface Counts {
	/** Events without a decision. */
	readonly undecided: number;
	/** Events whose decision is not in the file as it is here. */
	readonly changed: number;
	/** Listed events whose decision is in the file as it is here. */
	readonly saved: number;
	/** Decisions in the file on events that are not listed: Cognito forgets events in time. */
	readonly elsewhere: number;
}

/** The decisions in the file, unsaved changes to them, and the undo history. */
export class Drafts {
	readonly path: Signal<string>;
	readonly version: Signal<string>;
	/** The decisions in the file. */
	readonly saved: Signal<DraftDecisions>;
	/** What saving has to change. */
	readonly changes: ReadonlySignal<readonly Entry<PageDecision | null>[]>;

	/** What differs from the file. */
	readonly #drafts: Signal<DraftDecisions> = signal(new Map());
	readonly #steps: Signal<readonly Step[]> = signal([]);

	constructor({ path, version, decisions }: DecisionsResponse) {
		this.path = signal(path);
		this.version = signal(version);
		this.saved = signal(toDraftDecisions(decisions));
		this.changes = computed(() => changesOf(this.#drafts.value, this.saved.value));
	}

	decision(eventId: string): DraftDecision {
		return this.#drafts.value.get(eventId) ?? this.saved.value.get(eventId) ?? noDecision;
	}

	isChanged(eventId: string): boolean {
		const draft = this.#drafts.value.get(eventId);
		return draft !== undefined && isChange(draft, this.saved.value.get(eventId));
	}

	/** Whether leaving the page would lose something: a decision, or a note without one. */
	get hasUnsaved(): boolean {
		return this.#drafts.value.size > 0;
	}

	get canUndo(): boolean {
		return this.#steps.value.length > 0;
	}

	/** Changes the decisions on some events, as one undo step. */
	change(
		ids: readonly string[],
		to: (draft: DraftDecision) => DraftDecision,
		{ current, tag = "" }: { readonly current: string | undefined; readonly tag?: string },
	): void {
		const before = new Map(ids.map((eventId) => [eventId, this.decision(eventId)]));
		const after = new Map([...before].map(([eventId, draft]) => [eventId, to(draft)]));
		if ([...after].every(([eventId, draft]) => isSame(draft, before.get(eventId)))) return;
		batch(() => {
			const steps = this.#steps.value;
			if (tag === "" || steps.at(-1)?.tag !== tag) this.#steps.value = [...steps, { before, current, tag }];
			this.#write(after);
		});
	}

	/** Undoes the last step, and returns it. */
	undo(): Step | undefined {
		const step = this.#steps.value.at(-1);
		if (step === undefined) return undefined;
		batch(() => {
			this.#steps.value = this.#steps.value.slice(0, -1);
			this.#write(step.before);
		});
		return step;
	}

	/** Takes over the file as it is now, with what is changed here on top. */
	rebase({ path, version, decisions }: DecisionsResponse): void {
		const saved = toDraftDecisions(decisions);
		batch(() => {
			this.path.value = path;
			this.version.value = version;
			this.#drafts.value = new Map(
				[...this.#drafts.value].filter(([eventId, draft]) => !isSameInFile(draft, saved.get(eventId))),
			);
			this.saved.value = saved;
		});
	}

	/** @param list The events that are listed. */
	count(list: { readonly events: readonly unknown[]; has(eventId: string): boolean }): Counts {
		const drafts = this.#drafts.value;
		const listed = [...this.saved.value.keys()].filter((eventId) => list.has(eventId));
		const asSaved = listed.filter((eventId) => !drafts.has(eventId)).length;
		let decided = asSaved;
		for (const { value } of drafts.values()) if (value !== undefined) decided++;
		return {
			undecided: list.events.length - decided,
			changed: this.changes.value.length,
			saved: asSaved,
			elsewhere: this.saved.value.size - listed.length,
		};
	}

	#write(decisions: DraftDecisions): void {
		const drafts = new Map(this.#drafts.value);
		for (const [eventId, draft] of decisions) {
			if (isSame(draft, this.saved.value.get(eventId))) drafts.delete(eventId);
			else drafts.set(eventId, draft);
		}
		this.#drafts.value = drafts;
	}
}
