import type { EventRef } from "../cognito/authEvent";
import type { Evidence } from "../cognito/evidence";
import { evidenceOf, reduceEvidence } from "../cognito/evidence";
import type { Declared, StoredDecision } from "./decision";
import { identityFields, unknown } from "./decision";
import type { Refusal } from "./notices";
import type { Owner, Run } from "./run";
import { findEvent } from "./run";

/** What is known of a declared decision's event, or why it cannot be decided on. */
export type EventCheck = { readonly evidence?: Evidence } | { readonly refusal: Refusal };

/**
 * Checks the event of a declared decision: one that is new to the resource is looked up.
 *
 * @param olds The decision in state; `undefined` for a new one, whose evidence state does not have.
 * @param owner The resource that decides on it.
 */
export async function checkEvent(
	run: Run,
	owner: Owner,
	olds: StoredDecision | undefined,
	news: Declared<EventRef>,
): Promise<EventCheck> {
	warnOfDuplicate(run, owner, news);
	if (olds && identityFields.every((field) => olds[field] === news[field])) {
		const evidence = olds.evidence && reduceEvidence(olds.evidence, run.evidence);
		return evidence ? { evidence } : {};
	}
	if (!isKnown(news)) return {};
	const found = await findEvent(run, news);
	switch (found.outcome) {
		case "skipped":
			return {};
		case "found": {
			const evidence = evidenceOf(found.event, run.evidence);
			return evidence ? { evidence } : {};
		}
		default:
			if (run.eventLookup === "required")
				return { refusal: { kind: "missing", event: news, missing: found } };
			run.report({ kind: "lookUpFailed", event: news, missing: found });
			return {};
	}
}

function isKnown(ref: Declared<EventRef>): ref is EventRef {
	return identityFields.every((field) => ref[field] !== unknown);
}

/**
 * Notes which resource of the run decides on an event, and warns where two do: the one applied last would win, and the
 * other would be undone at each run.
 */
function warnOfDuplicate(
	{ owners, report }: Run,
	owner: Owner,
	{ userPoolId, eventId }: Declared<EventRef>,
): void {
	if (userPoolId === unknown || eventId === unknown) return;
	const key = `${userPoolId}/${eventId}`;
	const other = owners.get(key);
	if (other === undefined) owners.set(key, owner);
	else if (other.type !== owner.type || other.name !== owner.name)
		report({ kind: "duplicate", event: { userPoolId, eventId }, resources: [other, owner] });
}
