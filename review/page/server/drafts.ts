import { HttpError } from "pulumi-cognito-feedback/internal/loopback";
import type { DraftDecision } from "../protocol.ts";
import { maxDecisions } from "./limits.ts";

/** Decisions by event number. */
export type Decisions = ReadonlyMap<number, DraftDecision>;

export const noDecision: DraftDecision = { note: "" };

/** A state that undo restores: the decisions, and the current event. */
export interface Step {
	readonly before: Decisions;
	readonly current: number | undefined;
	/** Consecutive steps with the same tag count as one, for example letters typed into the same note. */
	readonly tag: string;
}

/** The number of decided events, of those that differ from the file, and of those that equal it. */
type DraftCounts = Readonly<Record<"decided" | "changed" | "saved", number>>;

/** The maximum number of steps that can be undone. Each may change as many decisions as the page allows. */
const maxSteps = 500;

/** Decisions in the file, unsaved changes to them, and the undo history. */
export class Drafts {
	#saved: Decisions = new Map();
	/** The number of decisions in the file on events outside this review. */
	#elsewhere = 0;
	/** The decisions that differ from the file. */
	#drafts = new Map<number, DraftDecision>();
	#steps: Step[] = [];
	/** Updated with each change, so that a key press does not iterate over all decisions. */
	#counts: DraftCounts = { decided: 0, changed: 0, saved: 0 };

	constructor(saved: Decisions, elsewhere: number) {
		this.rebase(saved, elsewhere);
	}

	get counts(): DraftCounts {
		return this.#counts;
	}

	get hasUnsaved(): boolean {
		return this.#drafts.size > 0;
	}

	get canUndo(): boolean {
		return this.#steps.length > 0;
	}

	decision(row: number): DraftDecision {
		return this.#drafts.get(row) ?? this.#saved.get(row) ?? noDecision;
	}

	isChanged(row: number): boolean {
		const draft = this.#drafts.get(row);
		return draft !== undefined && isChange(draft, this.#saved.get(row));
	}

	/** The changes to save. */
	get changes(): Decisions {
		return new Map([...this.#drafts].filter(([row]) => this.isChanged(row)));
	}

	/** The decided events, in the file or as drafts. */
	*decided(): Iterable<readonly [row: number, value: NonNullable<DraftDecision["value"]>]> {
		for (const [row, { value }] of this.#drafts) if (value !== undefined) yield [row, value];
		for (const [row, { value }] of this.#saved)
			if (value !== undefined && !this.#drafts.has(row)) yield [row, value];
	}

	/**
	 * Changes the decisions on some events, as one undo step.
	 *
	 * @returns the number of decisions that changed
	 * @throws HttpError if the file would have more decisions than allowed; then nothing is changed
	 */
	change(
		rows: Iterable<number>,
		to: (draft: DraftDecision) => DraftDecision,
		current: number | undefined,
		tag = "",
	): number {
		const before = new Map<number, DraftDecision>();
		const after = new Map<number, DraftDecision>();
		for (const row of rows) {
			const now = this.decision(row);
			const next = to(now);
			if (isSame(now, next)) continue;
			before.set(row, now);
			after.set(row, next);
		}
		if (after.size === 0) return 0;
		this.#refuseTooMany(after);
		if (tag === "" || this.#steps.at(-1)?.tag !== tag) {
			this.#steps.push({ before, current, tag });
			if (this.#steps.length > maxSteps) this.#steps.shift();
		}
		this.#write(after);
		return after.size;
	}

	/** Undoes the last step and returns it. */
	undo(): Step | undefined {
		const step = this.#steps.pop();
		if (step) this.#write(step.before);
		return step;
	}

	/** Replaces the saved decisions with those of the current file, and keeps the unsaved changes on top. */
	rebase(saved: Decisions, elsewhere: number): void {
		for (const [row, draft] of this.#drafts)
			if (isSameInFile(draft, saved.get(row))) this.#drafts.delete(row);
		this.#saved = saved;
		this.#elsewhere = elsewhere;
		this.#counts = { decided: 0, changed: 0, saved: 0 };
		for (const row of new Set([...saved.keys(), ...this.#drafts.keys()])) this.#count(row, 1);
	}

	#refuseTooMany(after: Decisions): void {
		let count = this.#elsewhere + this.#counts.decided;
		for (const [row, { value }] of after)
			count += Number(value !== undefined) - Number(this.decision(row).value !== undefined);
		if (count > maxDecisions)
			throw new HttpError(
				413,
				`The decisions file would have ${count.toLocaleString("en")} decisions; the limit of the review page is ${maxDecisions.toLocaleString("en")}. Decide on fewer events, or start another file with --file.`,
			);
	}

	#write(decisions: Decisions): void {
		for (const [row, draft] of decisions) {
			this.#count(row, -1);
			if (isSame(draft, this.#saved.get(row))) this.#drafts.delete(row);
			else this.#drafts.set(row, draft);
			this.#count(row, 1);
		}
	}

	/** Adds the decision on an event to the counts, or with -1 subtracts it. */
	#count(row: number, by: 1 | -1): void {
		const { decided, changed, saved } = this.#counts;
		const isDecided = this.decision(row).value !== undefined;
		this.#counts = {
			decided: decided + by * Number(isDecided),
			changed: changed + by * Number(this.isChanged(row)),
			saved: saved + by * Number(isDecided && !this.#drafts.has(row)),
		};
	}
}

function isSame(one: DraftDecision, other: DraftDecision = noDecision): boolean {
	return one.value === other.value && one.note === other.note;
}

/** Whether two drafts are saved as the same decision: the file keeps no space around a note. */
function isSameInFile(one: DraftDecision, other: DraftDecision = noDecision): boolean {
	return one.value === other.value && one.note.trim() === other.note.trim();
}

/** Whether saving a draft changes the file. A note alone does not, because a decision needs a value. */
function isChange(draft: DraftDecision, saved: DraftDecision | undefined): boolean {
	return (draft.value !== undefined || saved !== undefined) && !isSameInFile(draft, saved);
}
