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

/** The result of a look-up. `skipped`: look-ups are off, or denied, which was reported. */
export type Found = LookUp | { readonly outcome: "skipped" };

/**
 * Looks an event up.
 *
 * @param isFresh Whether to read the history again now, so that it shows feedback that was just submitted.
 */
export async function findEvent(run: Run, ref: EventRef, isFresh = false): Promise<Found> {
	const { eventLookup, deniedPools, events, report } = run;
	if (eventLookup === "off" || deniedPools.has(ref.userPoolId)) return { outcome: "skipped" };
	const found = await (isFresh ? events.lookUpFresh(ref) : events.lookUp(ref));
	if (found.outcome !== "failed" || !isCognitoError(found.error, "accessDenied")) return found;
	// Reported once for each pool, because it is the same for all its users.
	if (!deniedPools.has(ref.userPoolId)) report({ kind: "listingDenied", failure: found.error.failure });
	deniedPools.add(ref.userPoolId);
	return { outcome: "skipped" };
}

/** The evidence of a declared decision's event, or the reason why the decision is rejected. */
export type EventCheck =
	| { readonly evidence?: Evidence; readonly differences?: readonly EvidenceDifference[] }
	| { readonly refusal: Refusal };

/** The fields of a declared decision that a check uses. */
type CheckedFields = Declared<Pick<Decision, keyof EventRef | "feedbackValue">>;

/**
 * Checks the event of a declared decision. A new decision's event is looked up, and so is that of a changed value, to find the
 * feedback that the decision overrules.
 *
 * @param olds The decision in state; `undefined` for a new one, without evidence in state.
 * @param owner The resource that declares the decision.
 * @param reviewed What the reviewer saw, to compare for a new or changed decision.
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
	// A single decision's event is looked up again after it is submitted, for its date.
	if (owner.type === "AuthEventFeedback") run.events.expectFresh(news);
	const found = await findEvent(run, news);
	switch (found.outcome) {
		case "skipped":
			return check(before && withoutOverruled(before), before?.evidence);
		case "found": {
			const evidence = before ? beforeChange(before, found.event) : evidenceOf(found.event, run.evidence);
			// Feedback that equals the decision's is no difference from what the reviewer saw.
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

/** Whether a look-up must succeed. A wrong account is always an error. */
function isRequired({ eventLookup }: Run, found: Missing): boolean {
	const isWrongAccount = found.outcome === "failed" && isCognitoError(found.error, "wrongAccount");
	return eventLookup === "required" || isWrongAccount;
}

/** The evidence for a decision whose value changes: it overrules others' feedback that is on the event now. */
function beforeChange(before: StoredDecision, event: AuthEvent): Evidence {
	const { feedback } = event;
	const isPrior = !isOwn(feedback, before) || isSameFeedback(feedback, before.evidence?.priorFeedback);
	return withPrior(before.evidence, event, isPrior ? feedback : undefined);
}

/** The evidence without the feedback that the decision already overruled. */
function withoutOverruled({ evidence, feedbackValue }: StoredDecision): Evidence | undefined {
	if (!evidence?.priorFeedback || evidence.priorFeedback.value === feedbackValue) return evidence;
	const { priorFeedback: _, ...rest } = evidence;
	return rest;
}

/** The kept evidence, with the current feedback of others. */
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

/** Whether feedback is what the decision in state submitted or adopted, as far as its fields show. */
function isOwn(
	feedback: Feedback | undefined,
	{ feedbackValue }: Pick<StoredDecision, "feedbackValue">,
): boolean {
	return feedback?.value === feedbackValue && (feedback === undefined || isFromAdministrator(feedback));
}

/** Whether two feedbacks are the same. Sets keep the date without seconds. */
function isSameFeedback(one: Feedback | undefined, other: Feedback | undefined): boolean {
	const minute = (feedback: Feedback | undefined) => feedback?.date?.slice(0, "2026-11-20T08:14".length);
	return one?.value === other?.value && one?.provider === other?.provider && minute(one) === minute(other);
}

/** The current evidence of a decision in state, or what state kept if its event is not looked up. */
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

/** Warns once in a run about settings without effect, because feedback may go elsewhere than intended. */
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
 * Records which resource of the run declares a decision on an event, and warns if two do: the last one applied would win, and
 * each run would undo the other.
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

/** The result of reading the feedback of an event. */
export type Reading =
	| {
			readonly outcome: "read";
			readonly feedback: Feedback | undefined;
			/** The evidence in state, with feedback that others gave since. */
			readonly evidence?: Evidence;
	  }
	/** The event, its user or its pool no longer exists. */
	| { readonly outcome: "notFound"; readonly missing: Missing }
	/** Not looked up, or not readable: state stays unchanged. */
	| { readonly outcome: "kept" };

/** Reads the current feedback of an event, and reports if it differs from state. */
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

/** How a decision is submitted. */
export type Submission =
	| { readonly action: "submit" }
	/** An administrator has already given the same feedback. */
	| { readonly action: "adopt"; readonly event: AuthEvent };

/**
 * Plans how to submit a decision: it is sent, unless an administrator has already given the same feedback. That may have been
 * this provider, in a run that was killed before Pulumi saved its state.
 */
async function planSubmission(run: Run, decision: Decision): Promise<Submission> {
	// The event may have changed since the check, so a decision is adopted only if a fresh look-up confirms it.
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
