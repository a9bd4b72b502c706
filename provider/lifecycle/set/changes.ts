import { isDeepStrictEqual } from "node:util";
import { type Description, describeChange, describeDecision, describeValue } from "../describe";
import type { Properties } from "../properties";
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

/** A line for each decision that is added, changed or removed: Pulumi prints those among all that stay as they are. */
export function describeChanges(
	olds: Properties,
	news: Properties,
	{ added, changed, removed }: Changes,
): string[] {
	const [before, after] = [membersOf(olds), membersOf(news)];
	return [
		...added.map((id) => `+ ${describeMember(news, id, after)}`),
		...changed.map((id) => {
			const [old, member] = [before.get(id) ?? {}, after.get(id) ?? {}];
			return `~ ${describeChange(old, toDecision(news, id, member), member as Description)}`;
		}),
		...removed.map((id) => `- ${describeMember(news, id, before)}`),
	];
}

function describeMember(set: Properties, id: string, members: ReadonlyMap<string, Properties>): string {
	const member = members.get(id) ?? {};
	return describeDecision(
		toDecision(set, id, member),
		describeValue(member.feedbackValue),
		member as Description,
	);
}
