import { isDeepStrictEqual } from "node:util";
import type { DecisionSet, DeclaredSet, StoredMember } from "./decision.ts";
import { unknown } from "./decision.ts";
import type { SetChange } from "./notices.ts";

/** The differences between a set and its state. */
export interface SetChanges {
	/** Added and changed decisions in the program's order, then removed ones. */
	readonly changes: readonly SetChange[];
	readonly unchanged: number;
}

/** Compares a set with its state, by event ID. */
export function setChanges(olds: DecisionSet<StoredMember>, news: DeclaredSet): SetChanges {
	const { userPoolId, decisions } = news;
	if (decisions === unknown) return { changes: [], unchanged: 0 };
	const [added, changed]: [SetChange[], SetChange[]] = [[], []];
	for (const [eventId, member] of decisions) {
		const old = olds.decisions.get(eventId);
		if (old && isDeepStrictEqual(old, member)) continue;
		const decision: SetChange["decision"] =
			member === unknown ? undefined : { ...member, userPoolId, eventId };
		if (!old) added.push({ change: "added", eventId, decision });
		else
			changed.push({
				change: "changed",
				eventId,
				decision,
				before: { ...old, eventId, userPoolId: olds.userPoolId },
			});
	}
	const removed = [...olds.decisions]
		.filter(([eventId]) => !decisions.has(eventId))
		.map(([eventId, old]): SetChange => {
			return { change: "removed", eventId, decision: { ...old, eventId, userPoolId: olds.userPoolId } };
		});
	return {
		changes: [...added, ...changed, ...removed],
		unchanged: decisions.size - added.length - changed.length,
	};
}
