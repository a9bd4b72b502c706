import { isDeepStrictEqual } from "node:util";
import { describeChange, describeDecision, describeValue } from "../describe";
import type { Properties } from "../properties";
import { isMap } from "../properties";
import { membersOf, toDecision } from "./member";

/** How a set differs from what state holds, by event ID. */
export interface Changes {
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly removed: readonly string[];
	readonly unchanged: number;
}

export function changesOf(olds: Properties, news: Properties): Changes {
	const [before, after] = [membersOf(olds), membersOf(news)];
	const ids = [...after.keys()];
	const added = ids.filter((id) => !before.has(id));
	const changed = ids.filter((id) => before.has(id) && !isDeepStrictEqual(before.get(id), after.get(id)));
	return {
		added,
		changed,
		removed: [...before.keys()].filter((id) => !after.has(id)),
		unchanged: ids.length - added.length - changed.length,
	};
}

/** `12 to add, 3 to change, 1 to leave behind, 484 unchanged`. */
export function summarize({ added, changed, removed, unchanged }: Changes): string {
	const counts = [
		[added.length, "to add"],
		[changed.length, "to change"],
		[removed.length, "to leave behind"],
		[unchanged, "unchanged"],
	] as const;
	return counts
		.filter(([count]) => count > 0)
		.map(([count, word]) => `${count} ${word}`)
		.join(", ");
}

/** The summary under the set's name, since a program may have several. */
export function summarizeSet({ __label }: Properties, changes: Changes): string {
	return __label === undefined ? summarize(changes) : `${__label}: ${summarize(changes)}`;
}

/** A line for each decision that is added, changed or removed: Pulumi prints those among all that stay as they are. */
export function describeChanges(
	olds: Properties,
	news: Properties,
	{ added, changed, removed }: Changes,
): string[] {
	const [before, after] = [membersOf(olds), membersOf(news)];
	// A username that was secret once is in old state, and is not printed either.
	const secret = (olds.__secret ?? news.__secret) === true ? { __secret: true } : {};
	const [old, set] = [
		{ ...olds, ...secret },
		{ ...news, ...secret },
	];
	return [
		...added.map((id) => `+ ${describeMember(set, id, after.get(id))}`),
		...changed.map((id) => `~ ${describeMember(set, id, after.get(id), before.get(id))}`),
		...removed.map((id) => `- ${describeMember(old, id, before.get(id))}`),
	];
}

function describeMember(set: Properties, id: string, member: unknown, before?: unknown): string {
	if (!isMap(member)) return `${id} ${describeValue(member)}`;
	const decision = toDecision(set, id, member);
	return isMap(before)
		? describeChange(before, decision, member)
		: describeDecision(decision, describeValue(member.feedbackValue), member);
}
