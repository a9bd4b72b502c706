import type { AuthEvent, EventRef, Feedback } from "../cognito/authEvent.ts";
import { isFromAdministrator } from "../cognito/authEvent.ts";
import { isCognitoError } from "../cognito/cognitoError.ts";
import { regionOf } from "../cognito/connection.ts";
import type { LookUp } from "../cognito/events.ts";
import type { Evidence } from "../cognito/evidence.ts";
import { evidenceOf, reduceEvidence } from "../cognito/evidence.ts";
import type { EvidenceDifference } from "../cognito/reviewedEvidence.ts";
import { evidenceDifferences } from "../cognito/reviewedEvidence.ts";
import { omitUndefined } from "../cognito/values.ts";
import type { CheckedDecision, Decision, Declared, Reviewed, StoredDecision } from "./decision.ts";
import { identityFields, unknown } from "./decision.ts";
import type { EventName, Missing, Notice, Owner, Refusal } from "./notices.ts";
import { RefusedStep } from "./notices.ts";
import type { Run } from "./run.ts";

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

/** What a check needs of a declared decision. */
type CheckedFields = Declared<Pick<Decision, keyof EventRef | "feedbackValue">>;

/**
 * Checks the event of a declared decision. It is looked up for a new decision, and for a value that changes, to see
 * whose feedback the decision overrules.
 *
 * @param olds The decision in state; `undefined` for a new one, whose evidence state does not have.
 * @param owner The resource that decides on it.
 * @param reviewed What the reviewer of a new or changed decision saw, to be compared.
 */
export async function checkEvent(
	run: Run,
	owner: Owner,
	olds: StoredDecision | undefined,
	news: CheckedFields,
	reviewed?: Reviewed,
): Promise<EventCheck> {
	warnOfUnused(run, news.userPoolId);
	const before = olds && identityFields.every((field) => olds[field] === news[field]) ? olds : undefined;
	const { feedbackValue } = news;
	const isUnchanged = before && (feedbackValue === unknown || feedbackValue === before.feedbackValue);
	const check = (evidence: Evidence | undefined, actual: Evidence | undefined): EventCheck => {
		const kept = evidence && reduceEvidence(evidence, run.evidence);
		return { ...(kept && { evidence: kept }), ...differing(reviewed, actual) };
	};
	if (isUnchanged) return check(before.evidence, reviewed && (await actualEvidence(run, before)));
	if (!isKnown(news)) return {};
	// It is looked up once more when it was submitted, for its date.
	if (owner.type === "AuthEventFeedback") run.events.expectFresh(news);
	const found = await findEvent(run, news);
	switch (found.outcome) {
		case "skipped":
			return check(before && withoutOverruled(before), before?.evidence);
		case "found": {
			const evidence = before ? beforeChange(before, found.event) : evidenceOf(found.event, run.evidence);
			// Feedback that is the decision's own already says nothing of what the reviewer saw.
			const { feedback: _, ...seen } = found.event;
			const isHeld = feedbackValue !== unknown && holds(found, { feedbackValue });
			return check(evidence, evidenceOf(isHeld ? seen : found.event, "full"));
		}
		default:
			if (isRequired(run, found)) return { refusal: { kind: "missing", event: news, missing: found } };
			run.report({ kind: "lookUpFailed", event: news, missing: found });
			return check(before && withoutOverruled(before), before?.evidence);
	}
}

/** Whether a look-up had to succeed. That the account is the right one is never optional. */
function isRequired({ eventLookup }: Run, found: Missing): boolean {
	const isWrongAccount = found.outcome === "failed" && isCognitoError(found.error, "wrongAccount");
	return eventLookup === "required" || isWrongAccount;
}

/** Evidence for a decision whose value changes: it overrules the feedback of others that the event carries now. */
function beforeChange(before: StoredDecision, event: AuthEvent): Evidence {
	const { feedback } = event;
	const isPrior = !isOwn(feedback, before) || isSameFeedback(feedback, before.evidence?.priorFeedback);
	return withPrior(before.evidence, event, isPrior ? feedback : undefined);
}

/** Evidence without the feedback that the decision has already overruled. */
function withoutOverruled({ evidence, feedbackValue }: StoredDecision): Evidence | undefined {
	if (!evidence?.priorFeedback || evidence.priorFeedback.value === feedbackValue) return evidence;
	const { priorFeedback: _, ...rest } = evidence;
	return rest;
}

/** Evidence as it was kept, with the feedback that is known now. */
function withPrior(
	evidence: Evidence | undefined,
	event: AuthEvent,
	priorFeedback: Feedback | undefined,
): Evidence {
	const { eventId: _, feedback: __, ...seen } = event;
	const kept: Evidence = evidence ?? seen;
	const { priorFeedback: ___, ...rest } = kept;
	return { ...rest, ...omitUndefined({ priorFeedback }) };
}

/** Whether feedback is what the decision in state submitted or adopted, as far as can be seen. */
function isOwn(
	feedback: Feedback | undefined,
	{ feedbackValue }: Pick<StoredDecision, "feedbackValue">,
): boolean {
	return feedback?.value === feedbackValue && (feedback === undefined || isFromAdministrator(feedback));
}

/** Whether two are the same feedback. Sets keep its date without seconds. */
function isSameFeedback(one: Feedback | undefined, other: Feedback | undefined): boolean {
	const minute = (feedback: Feedback | undefined) => feedback?.date?.slice(0, "2026-11-20T08:14".length);
	return one?.value === other?.value && one?.provider === other?.provider && minute(one) === minute(other);
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

/** Warns once a run of settings that have no effect, with which feedback may go elsewhere than it seems. */
export function warnOfUnused(
	{
		configuredRegion: configured,
		unusedSettings: settings,
		ignoresKeys,
		reported,
		report,
	}: Pick<Run, "configuredRegion" | "unusedSettings" | "ignoresKeys" | "reported" | "report">,
	userPoolId: string | typeof unknown,
): void {
	const reportOnce = (notice: Notice) => {
		if (!reported.has(notice.kind)) report(notice);
		reported.add(notice.kind);
	};
	if (ignoresKeys) reportOnce({ kind: "keysNotUsed" });
	if (settings) reportOnce({ kind: "settingsNotUsed", settings });
	const called = userPoolId === unknown ? undefined : regionOf(userPoolId);
	if (configured !== undefined && called !== undefined && called !== configured)
		reportOnce({ kind: "regionNotUsed", userPoolId: userPoolId as string, configured, called });
}

function isKnown(ref: CheckedFields): ref is CheckedFields & EventRef {
	return identityFields.every((field) => ref[field] !== unknown);
}

/**
 * Notes which resource of the run decides on an event, and warns where two do: the one applied last would win, and the
 * other would be undone at each run.
 */
export function claim(
	{ owners, report }: Run,
	owner: Owner,
	{ userPoolId, eventId }: Declared<EventName>,
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
	| {
			readonly outcome: "read";
			readonly feedback: Feedback | undefined;
			/** What state has, with the feedback that others have given since. */
			readonly evidence?: Evidence;
	  }
	/** The event, its user or its pool does not exist any more. */
	| { readonly outcome: "notFound"; readonly missing: Missing }
	/** Not looked up, or not to be read: state stays as it is. */
	| { readonly outcome: "kept" };

/** Reads the feedback that an event really has, and reports where it differs from what state holds. */
export async function readFeedback(run: Run, state: StoredDecision): Promise<Reading> {
	const { userPoolId, eventId, feedbackValue: before } = state;
	const event = { userPoolId, eventId };
	const found = await findEvent(run, state);
	switch (found.outcome) {
		case "found": {
			const { feedback } = found.event;
			if (feedback?.value !== before) run.report({ kind: "drift", event, before, feedback });
			const isChanged = !isOwn(feedback, state) && (feedback ?? state.evidence);
			const evidence = isChanged
				? reduceEvidence(withPrior(state.evidence, found.event, feedback), run.evidence)
				: state.evidence;
			return { outcome: "read", feedback, ...omitUndefined({ evidence }) };
		}
		case "notFound":
			return { outcome: "notFound", missing: found };
		case "failed":
			if (isRequired(run, found)) throw new RefusedStep({ kind: "missing", event, missing: found });
			run.report({ kind: "lookUpFailed", event, missing: found });
			return { outcome: "kept" };
		case "skipped":
			return { outcome: "kept" };
	}
}

/** How Cognito comes to hold a decision. */
export type Submission =
	| { readonly action: "submit" }
	/** An administrator has given the same feedback already. */
	| { readonly action: "adopt"; readonly event: AuthEvent };

/**
 * Plans how Cognito comes to hold a decision: by submitting it, unless an administrator has given that feedback already.
 * That may be this provider in a run that was killed before Pulumi took note of it.
 */
async function planSubmission(run: Run, decision: Decision): Promise<Submission> {
	// What the check saw may have changed since, so an event is adopted only if a fresh look-up confirms it.
	if (!holds(await findEvent(run, decision), decision)) return { action: "submit" };
	const now = await findEvent(run, decision, true);
	return holds(now, decision) ? { action: "adopt", event: now.event } : { action: "submit" };
}

/** Ensures that Cognito holds a decision. */
export async function submit(run: Run, decision: CheckedDecision): Promise<Submission> {
	const plan = await planSubmission(run, decision);
	if (plan.action === "submit") {
		const { userPoolId, username, eventId, feedbackValue } = decision;
		run.events.markChanged(decision);
		try {
			await run.cognito.submitFeedback({ userPoolId, username, eventId, feedbackValue });
		} catch (error) {
			run.events.expectNoMore(decision);
			throw error;
		}
	}
	return plan;
}

function holds(
	found: Found,
	{ feedbackValue }: Pick<Decision, "feedbackValue">,
): found is Extract<Found, { readonly outcome: "found" }> {
	if (found.outcome !== "found") return false;
	const { feedback } = found.event;
	return feedback?.value === feedbackValue && isFromAdministrator(feedback);
}
