import type { EventRef, Feedback } from "../cognito/authEvent";
import { isCognitoError } from "../cognito/cognitoError";
import type { LookUp } from "../cognito/events";
import type { Evidence } from "../cognito/evidence";
import { evidenceOf, reduceEvidence } from "../cognito/evidence";
import type { EvidenceDifference } from "../cognito/reviewedEvidence";
import { evidenceDifferences } from "../cognito/reviewedEvidence";
import type { Declared, Reviewed, StoredDecision } from "./decision";
import { identityFields, unknown } from "./decision";
import type { Missing, Owner, Refusal } from "./notices";
import { RefusedStep } from "./notices";
import type { Run } from "./run";

/** What a look-up found. `skipped`: look-ups are off, or not permitted, which was reported. */
export type Found = LookUp | { readonly outcome: "skipped" };

/**
 * Looks an event up.
 *
 * @param isFresh Whether in a reading that begins now, so that it shows what was just submitted.
 */
export async function findEvent(run: Run, ref: EventRef, isFresh = false): Promise<Found> {
	const { eventLookup, deniedPools, events, report } = run;
	if (eventLookup === "off" || deniedPools.has(ref.userPoolId)) return { outcome: "skipped" };
	const found = await (isFresh ? events.lookUpFresh(ref) : events.lookUp(ref));
	if (found.outcome !== "failed" || !isCognitoError(found.error, "accessDenied")) return found;
	// Once for a pool: it would be the same for each of its users.
	if (!deniedPools.has(ref.userPoolId)) report({ kind: "listingDenied", failure: found.error.failure });
	deniedPools.add(ref.userPoolId);
	return { outcome: "skipped" };
}

/** What is known of a declared decision's event, or why it cannot be in a set. */
export type EventCheck =
	| { readonly evidence?: Evidence; readonly differences?: readonly EvidenceDifference[] }
	| { readonly refusal: Refusal };

/**
 * Checks the event of a declared decision: one that is new to the resource is looked up.
 *
 * @param olds The decision in state; `undefined` for a new one, whose evidence state does not have.
 * @param owner The resource that decides on it.
 * @param reviewed What the reviewer of a new or changed decision saw, to be compared.
 */
export async function checkEvent(
	run: Run,
	owner: Owner,
	olds: StoredDecision | undefined,
	news: Declared<EventRef>,
	reviewed?: Reviewed,
): Promise<EventCheck> {
	warnOfDuplicate(run, owner, news);
	if (olds && identityFields.every((field) => olds[field] === news[field])) {
		const evidence = olds.evidence && reduceEvidence(olds.evidence, run.evidence);
		const actual = reviewed && (await actualEvidence(run, olds));
		return { ...(evidence && { evidence }), ...differing(reviewed, actual) };
	}
	if (!isKnown(news)) return {};
	const found = await findEvent(run, news);
	switch (found.outcome) {
		case "skipped":
			return {};
		case "found": {
			const evidence = evidenceOf(found.event, run.evidence);
			return { ...(evidence && { evidence }), ...differing(reviewed, evidenceOf(found.event, "full")) };
		}
		default:
			if (run.eventLookup === "required")
				return { refusal: { kind: "missing", event: news, missing: found } };
			run.report({ kind: "lookUpFailed", event: news, missing: found });
			return {};
	}
}

/** What Cognito has of the event of a decision in state: what state kept, where that is all. */
async function actualEvidence(run: Run, olds: StoredDecision): Promise<Evidence | undefined> {
	if (olds.evidence && run.evidence === "full") return olds.evidence;
	const found = await findEvent(run, olds);
	return found.outcome === "found" ? evidenceOf(found.event, "full") : olds.evidence;
}

function differing(
	reviewed: Reviewed | undefined,
	actual: Evidence | undefined,
): { readonly differences?: readonly EvidenceDifference[] } {
	const differences = reviewed && actual ? evidenceDifferences(reviewed.evidence, actual) : [];
	return differences.length > 0 ? { differences } : {};
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

/** What reading the feedback of an event came to. */
export type Reading =
	| { readonly outcome: "read"; readonly feedback: Feedback | undefined }
	/** The event, its user or its pool does not exist any more. */
	| { readonly outcome: "notFound"; readonly missing: Missing }
	/** Not looked up, or not to be read: state stays as it is. */
	| { readonly outcome: "kept" };

/** Reads the feedback that an event really has, and reports where it differs from what state holds. */
export async function readFeedback(run: Run, ref: EventRef, before: string | undefined): Promise<Reading> {
	const event = { userPoolId: ref.userPoolId, eventId: ref.eventId };
	const found = await findEvent(run, ref);
	switch (found.outcome) {
		case "found": {
			const { feedback } = found.event;
			if (feedback?.value !== before) run.report({ kind: "drift", event, before, feedback });
			return { outcome: "read", feedback };
		}
		case "notFound":
			return { outcome: "notFound", missing: found };
		case "failed":
			if (run.eventLookup === "required") throw new RefusedStep({ kind: "missing", event, missing: found });
			run.report({ kind: "lookUpFailed", event, missing: found });
			return { outcome: "kept" };
		case "skipped":
			return { outcome: "kept" };
	}
}
