import { riskRank, timeOf } from "pulumi-cognito-feedback/internal/cognito";
import type { UserEvent } from "./listPool.ts";

export const orders = ["newest", "riskiest", "not-me"] as const;

/** What comes first: the newest events; the riskiest; or what users say was not them. Of these the newest. */
export type Order = (typeof orders)[number];

export function inOrder(events: readonly UserEvent[], order: Order): UserEvent[] {
	return events.toSorted((one, other) => {
		const risk = order === "riskiest" ? rank(other) - rank(one) : 0;
		return risk || compare(timeOf(other), timeOf(one));
	});
}

/** By level; of one level, what Cognito acted on goes before what it let pass, and a leaked password before none. */
function rank({ riskLevel, riskDecision, compromisedCredentials }: UserEvent): number {
	return riskRank(riskLevel) * 4 + (riskDecision === "Block" ? 2 : 0) + (compromisedCredentials ? 1 : 0);
}

/** Not a difference: events without a time stand at infinity. */
function compare(one: number, other: number): number {
	return one === other ? 0 : one < other ? -1 : 1;
}
