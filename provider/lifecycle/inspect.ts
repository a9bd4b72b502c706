import type { AuthEvent } from "../cognito/authEvent";
import type { Context } from "./context";
import { identityFields } from "./decision";
import type { EventRef } from "./lookUp";
import { lookUp } from "./lookUp";
import type { Properties } from "./properties";
import { isUnknown } from "./unknown";

/** What looking at a declared decision came to. */
export type Inspection =
	/** Its event cannot be found. */
	| { readonly outcome: "refused"; readonly reason: string }
	/** It is about the same event as in state, whose evidence holds on. */
	| { readonly outcome: "kept" }
	/** It is new, or about another event than in state. Without `event` nobody could look, or was to. */
	| { readonly outcome: "lookedUp"; readonly event?: AuthEvent };

/**
 * Inspects a declared decision that breaks no rule: an event that is new to the resource is looked up.
 *
 * @param olds The decision's inputs in state; empty for a new one.
 */
export async function inspectDecision(
	context: Context,
	olds: Properties,
	news: Properties,
): Promise<Inspection> {
	if (identityFields.every((field) => olds[field] === news[field])) return { outcome: "kept" };
	if (context.problems.length > 0 || identityFields.some((field) => isUnknown(news[field]))) {
		return { outcome: "lookedUp" };
	}
	const result = await lookUp(context, news as unknown as EventRef);
	switch (result.outcome) {
		case "found":
			return { outcome: "lookedUp", event: result.event };
		case "skipped":
			return { outcome: "lookedUp" };
		default:
			if (context.eventLookup === "required") return { outcome: "refused", reason: result.reason };
			context.report.warn(result.reason);
			return { outcome: "lookedUp" };
	}
}
