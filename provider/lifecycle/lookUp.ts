import type { EventRef, Feedback } from "../cognito/authEvent";
import { isCognitoError } from "../cognito/cognitoError";
import { regionOf } from "../cognito/connection";
import type { LookUp } from "../cognito/events";
import type { Evidence } from "../cognito/evidence";
import { evidenceOf, reduceEvidence } from "../cognito/evidence";
import type { Declared, StoredDecision } from "./decision";
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
	warnOfRegion(run, news);
	warnOfSettings(run);
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

/** Warns once a run of credentials that are configured for another provider: feedback may go to another account. */
function warnOfSettings({ unusedSettings: settings, reported, report }: Run): void {
	if (settings === undefined || reported.has("settingsNotUsed")) return;
	reported.add("settingsNotUsed");
	report({ kind: "settingsNotUsed", settings });
}

/** Warns once a run that the configured Region is not called, because the ID of a pool names another. */
function warnOfRegion(
	{ configuredRegion: configured, reported, report }: Run,
	{ userPoolId }: Declared<EventRef>,
): void {
	if (configured === undefined || userPoolId === unknown || reported.has("regionNotUsed")) return;
	const called = regionOf(userPoolId);
	if (called === undefined || called === configured) return;
	reported.add("regionNotUsed");
	report({ kind: "regionNotUsed", userPoolId, configured, called });
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
