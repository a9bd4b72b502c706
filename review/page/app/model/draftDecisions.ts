import type { Entry, PageDecision } from "../../protocol.ts";

/** A decision before it is saved: a value, or only a note so far. */
export interface DraftDecision {
	readonly value?: PageDecision["feedbackValue"];
	readonly note: string;
}

export type DraftDecisions = ReadonlyMap<string, DraftDecision>;

export const noDecision: DraftDecision = { note: "" };

export function toDraftDecisions(decisions: readonly Entry[]): DraftDecisions {
	return new Map(
		decisions.map(({ eventId, decision: { feedbackValue, note = "" } }) => [
			eventId,
			{ value: feedbackValue, note },
		]),
	);
}

export function isSame(one: DraftDecision = noDecision, other: DraftDecision = noDecision): boolean {
	return one.value === other.value && one.note === other.note;
}

/** Whether two drafts save as the same decision: the file keeps no space around a note. */
export function isSameInFile(one: DraftDecision = noDecision, other: DraftDecision = noDecision): boolean {
	return one.value === other.value && one.note.trim() === other.note.trim();
}

/** Whether saving a draft changes the file: a note alone does not, since a decision needs a value. */
export function isChange(draft: DraftDecision, saved: DraftDecision | undefined): boolean {
	return (draft.value !== undefined || saved !== undefined) && !isSameInFile(draft, saved);
}

/** What saving has to change. */
export function changesOf(drafts: DraftDecisions, saved: DraftDecisions): Entry<PageDecision | null>[] {
	return [...drafts]
		.filter(([eventId, draft]) => isChange(draft, saved.get(eventId)))
		.map(([eventId, draft]) => ({ eventId, decision: toDecision(draft) }));
}

function toDecision({ value, note }: DraftDecision): PageDecision | null {
	if (value === undefined) return null;
	const trimmed = note.trim();
	return { feedbackValue: value, ...(trimmed !== "" && { note: trimmed }) };
}
