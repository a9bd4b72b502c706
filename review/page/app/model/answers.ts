import type { Decision, Entry } from "../../protocol.ts";

/** What is said of an event: a value, or only a note so far. */
export interface Answer {
	readonly value?: Decision["feedbackValue"];
	readonly note: string;
}

export type Answers = ReadonlyMap<string, Answer>;

export const noAnswer: Answer = { note: "" };

export function toAnswers(decisions: readonly Entry[]): Answers {
	return new Map(
		decisions.map(({ eventId, decision: { feedbackValue, note = "" } }) => [
			eventId,
			{ value: feedbackValue, note },
		]),
	);
}

export function isSame(one: Answer = noAnswer, other: Answer = noAnswer): boolean {
	return one.value === other.value && one.note === other.note;
}

/** Whether answers come to the same in the file, which keeps no space around a note. */
export function isSameInFile(one: Answer = noAnswer, other: Answer = noAnswer): boolean {
	return one.value === other.value && one.note.trim() === other.note.trim();
}

/** Whether saving an answer changes the file: a note alone does not, since a decision needs a value. */
export function isChange(answer: Answer, saved: Answer | undefined): boolean {
	return (answer.value !== undefined || saved !== undefined) && !isSameInFile(answer, saved);
}

/** What saving has to change. */
export function changesOf(drafts: Answers, saved: Answers): Entry<Decision | null>[] {
	return [...drafts]
		.filter(([eventId, answer]) => isChange(answer, saved.get(eventId)))
		.map(([eventId, answer]) => ({ eventId, decision: toDecision(answer) }));
}

function toDecision({ value, note }: Answer): Decision | null {
	if (value === undefined) return null;
	const trimmed = note.trim();
	return { feedbackValue: value, ...(trimmed !== "" && { note: trimmed }) };
}
