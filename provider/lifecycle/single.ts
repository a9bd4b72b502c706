import { isDeepStrictEqual } from "node:util";
import type { EventRef, Feedback } from "../cognito/authEvent.ts";
import { isCognitoError } from "../cognito/cognitoError.ts";
import { evidenceOf } from "../cognito/evidence.ts";
import { fieldRules } from "../cognito/rules.ts";
import { omitUndefined } from "../cognito/values.ts";
import type {
	CheckedDecision,
	Decision,
	Declared,
	DeclaredSingle,
	Recorded,
	StoredDecision,
} from "./decision.ts";
import { identityFields, mutableFields, unknown } from "./decision.ts";
import type { Submission } from "./lookUp.ts";
import { checkEvent, claim, findEvent, readFeedback, submit } from "./lookUp.ts";
import type { DescribedDecision, Notice } from "./notices.ts";
import { PartialFailure, RefusedStep } from "./notices.ts";
import type { ResourceType } from "./resourceType.ts";
import type { Resource, Run } from "./run.ts";
import { isAfterRead, isDecided, suppressDiffAfterRead } from "./run.ts";

/** The resource type of a single decision, `AuthEventFeedback`. */
export const single: ResourceType<DeclaredSingle, CheckedDecision, StoredDecision> = {
	async check(run, resource, olds, news) {
		const { evidence: _, ...declared } = news;
		const owner = { type: "AuthEventFeedback", name: resource.name } as const;
		claim(run, owner, news);
		const checked = await checkEvent(run, owner, olds, news);
		if ("refusal" in checked) return { declared, failures: [{ refusal: checked.refusal }] };
		const result = { declared: { ...declared, ...checked }, failures: [] };
		// For an existing decision, the diff reports the change, because it has the state.
		const summary = olds ? undefined : newDecisionNotice(run, resource, result.declared);
		return { ...result, ...omitUndefined({ summary }) };
	},

	/**
	 * An unknown value counts as changed. The check copies the evidence from state, so evidence differs only if less of it is
	 * to be kept.
	 */
	diff(run, { isSecret }, olds, news) {
		const differs = (field: keyof StoredDecision) => !isDeepStrictEqual(olds[field], news[field]);
		const replaces = identityFields.filter(differs);
		const isReported = isAfterRead(run, keyOf(news));
		if (!isReported && replaces.length === 0 && mutableFields.some(differs))
			run.report({ kind: "change", before: olds, decision: news, isSecret });
		return { changes: replaces.length > 0 || differs("evidence") || mutableFields.some(differs), replaces };
	},

	async create(run, _resource, news) {
		const recorded = await recordedOf(run, news, await submit(run, news));
		return { id: decisionId(news), state: { ...news, ...recorded } };
	},

	/** The note is only in state, so changing it alone makes no request. */
	async update(run, _resource, id, olds, news) {
		if (olds.feedbackValue === news.feedbackValue) {
			const { feedbackDate, feedbackProvider } = olds;
			return { ...news, ...omitUndefined({ feedbackDate, feedbackProvider }) };
		}
		try {
			return { ...news, ...(await recordedOf(run, news, await submit(run, news))) };
		} catch (error) {
			if (!isCognitoError(error) || !error.failure.mayHaveArrived) throw error;
			// Cognito may hold the old value or the new one, so state keeps neither: whichever the program declares next is a
			// change.
			const { feedbackValue: _, ...known } = olds;
			throw new PartialFailure(id, known, [{ eventId: news.eventId, failure: error.failure }], 1);
		}
	},

	async read(run, _resource, id, state) {
		if (!isWhole(state))
			return state.username === undefined ? importDecision(run, id) : getDecision(run, id, state);
		suppressDiffAfterRead(run, keyOf(state));
		const reading = await readFeedback(run, state);
		switch (reading.outcome) {
			case "read": {
				const { evidence: _, ...rest } = state;
				const { evidence, feedback } = reading;
				return withFeedback({ ...rest, ...omitUndefined({ evidence }) }, feedback);
			}
			case "kept":
				return state;
			case "notFound":
				run.report({ kind: "notFound", event: state, missing: reading.missing });
				return undefined;
		}
	},

	delete(run, { userPoolId, eventId, feedbackValue }) {
		// Nothing is retained if a refresh found no feedback, or if this run declares another decision on the event, as in a
		// replacement.
		if (feedbackValue === undefined || isDecided(run, userPoolId, eventId)) return;
		run.report({ kind: "retained", userPoolId, decisions: [{ eventId, feedbackValue }] });
	},

	preview(news, olds) {
		const recorded: Declared<Recorded> =
			olds?.feedbackValue === news.feedbackValue
				? omitUndefined({ feedbackDate: olds?.feedbackDate, feedbackProvider: olds?.feedbackProvider })
				: { feedbackDate: unknown, feedbackProvider: unknown };
		return { ...news, ...recorded };
	},
};

/** The maximum number of new single decisions that are reported. For a set, the adapter shortens the list. */
const maxNew = 20;

/** The notice for a new single decision, if any. */
function newDecisionNotice(
	{ reportedNew }: Run,
	{ name, isSecret }: Resource,
	decision: DescribedDecision,
): Notice | undefined {
	if (reportedNew.size > maxNew) return undefined;
	reportedNew.add(name);
	return reportedNew.size > maxNew ? { kind: "moreNew" } : { kind: "new", decision, isSecret };
}

/** What Cognito recorded with the feedback that it now holds. */
async function recordedOf(run: Run, decision: CheckedDecision, submission: Submission): Promise<Recorded> {
	const { userPoolId, eventId, feedbackValue } = decision;
	const event = { userPoolId, eventId };
	if (submission.action === "adopt") {
		run.report({ kind: "adopted", event, feedbackValue });
		return toRecorded(submission.event.feedback);
	}
	const found = await findEvent(run, decision, true);
	if (found.outcome === "failed") run.report({ kind: "dateUnknown", event, missing: found });
	const feedback = found.outcome === "found" ? found.event.feedback : undefined;
	return feedback?.value === feedbackValue ? toRecorded(feedback) : {};
}

function toRecorded(feedback: Feedback | undefined): Recorded {
	return feedback ? omitUndefined({ feedbackDate: feedback.date, feedbackProvider: feedback.provider }) : {};
}

/** Reads feedback that the program does not manage, for `AuthEventFeedback.get`. */
async function getDecision(run: Run, id: string, state: Partial<StoredDecision>): Promise<StoredDecision> {
	const ref = refOf(id, state.username);
	const event = { userPoolId: ref.userPoolId, eventId: ref.eventId };
	const found = await findEvent({ ...run, eventLookup: "required" }, ref);
	if (found.outcome === "skipped") throw new RefusedStep({ kind: "unreadable", event });
	if (found.outcome !== "found") throw new RefusedStep({ kind: "missing", event, missing: found });
	const evidence = evidenceOf(found.event, run.evidence);
	return withFeedback({ ...state, ...ref, ...(evidence && { evidence }) }, found.event.feedback);
}

/**
 * Reads feedback that the program will manage, for `pulumi import`, which provides only an ID.
 *
 * @param importId `<userPoolId>/<eventId>/<username>`. Only the username may contain slashes.
 */
async function importDecision(run: Run, importId: string): Promise<StoredDecision> {
	const [userPoolId = "", eventId = "", ...rest] = importId.split("/");
	const username = rest.join("/");
	if (rest.length === 0 && !fieldRules.userPoolId(userPoolId) && !fieldRules.eventId(eventId))
		throw new RefusedStep({ kind: "noUsername", event: { userPoolId, eventId } });
	if (fieldRules.userPoolId(userPoolId) || fieldRules.eventId(eventId) || fieldRules.username(username))
		throw new RefusedStep({ kind: "invalidImportId" });
	const event = { userPoolId, eventId };
	const decision = await getDecision(run, decisionId(event), { username });
	if (decision.feedbackValue === undefined) throw new RefusedStep({ kind: "nothingToImport", event });
	return decision;
}

function refOf(id: string, username: unknown): EventRef {
	const [userPoolId = "", eventId = "", ...rest] = id.split("/");
	const isId = rest.length === 0 && !fieldRules.userPoolId(userPoolId) && !fieldRules.eventId(eventId);
	if (!isId) throw new RefusedStep({ kind: "invalidId", id });
	const reason = fieldRules.username(username);
	if (reason) throw new RefusedStep({ kind: "invalidUsername", event: { userPoolId, eventId }, reason });
	return { userPoolId, username: username as string, eventId };
}

function withFeedback(state: StoredDecision, feedback: Feedback | undefined): StoredDecision {
	const { feedbackValue: _, feedbackDate: __, feedbackProvider: ___, ...rest } = state;
	return { ...rest, ...omitUndefined({ feedbackValue: feedback?.value }), ...toRecorded(feedback) };
}

function isWhole(state: Partial<StoredDecision>): state is StoredDecision {
	return state.eventId !== undefined;
}

function keyOf({ userPoolId, eventId }: Pick<DeclaredSingle, "userPoolId" | "eventId">): string {
	return `${String(userPoolId)}/${String(eventId)}`;
}

/** The resource ID. It omits the username, which is personal data; an event's user can also have several names. */
function decisionId({ userPoolId, eventId }: Pick<Decision, "userPoolId" | "eventId">): string {
	return `${userPoolId}/${eventId}`;
}
