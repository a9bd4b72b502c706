import type { Feedback } from "../cognito/authEvent";
import type { CognitoError, Failure } from "../cognito/cognitoError";
import { describeEvidence } from "../cognito/evidenceText";
import type { ConnectionWords } from "../cognito/explain";
import { explain, explainNotFound, subjectOf } from "../cognito/explain";
import { printableLines, quoted } from "../cognito/printable";
import { unknown } from "../lifecycle/decision";
import type {
	DescribedDecision,
	EventName,
	FailedEvent,
	Missing,
	Notice,
	PartialFailure,
	Refusal,
	SetChange,
} from "../lifecycle/notices";
import type { Words } from "./configuration";

/** What is reported to whoever runs Pulumi. A status shows while it lasts. */
export interface Message {
	readonly severity: "info" | "warn" | "status";
	readonly text: string;
}

/** How many events are named of those that failed alike. */
const mostNamed = 20;

/** A notice of the lifecycle in words. */
export function noticeMessage(notice: Notice, words: Words): Message {
	const info = (text: string): Message => ({ severity: "info", text });
	const warn = (text: string): Message => ({ severity: "warn", text });
	switch (notice.kind) {
		case "listingDenied":
			return warn(
				`${failureText(notice.failure, words)} Until then, no evidence is collected and drift is not detected.`,
			);
		case "regionNotUsed": {
			const { userPoolId, configured, called } = notice;
			return warn(
				`user pool ${userPoolId}: requests go to ${called}, which the pool's ID names, and not to ${configured} (${words.setting("aws:region")}). To call ${configured} instead, as for a replica, set ${words.regionOverride}.`,
			);
		}
		case "settingsNotUsed":
			return warn(
				`${notice.settings.map((key) => words.setting(key)).join(", ")}: not used for Amazon Cognito, so feedback may go to another account than other resources. Set ${words.profile} to a profile of the intended account, such as one with \`role_arn\`.`,
			);
		case "lookUpFailed":
			return warn(missingText(notice.event, notice.missing, words));
		case "duplicate": {
			const [one, other] = notice.resources.map(({ type, name }) => `${type} ${quoted(name)}`);
			return warn(
				`${subjectOf(notice.event)} is declared by both ${one} and ${other}, and the one applied last wins. Remove it from one of them.`,
			);
		}
		case "change": {
			const { before, decision, isSecret } = notice;
			return info(describeChange(decision, isSecret, before.feedbackValue));
		}
		case "setChanges": {
			const { name, changes, isListed, isSecret } = notice;
			const summary = `${name}: ${summarize(changes, notice.unchanged)}`;
			const lines = isListed ? changes.map((change) => describeSetChange(change, isSecret)) : [];
			return info([...lines, summary].join("\n"));
		}
		case "adopted":
			return info(
				`${subjectOf(notice.event)}: adopted the existing administrator feedback \`${notice.feedbackValue}\` without a request.`,
			);
		case "adoptedInSet":
			return info(
				`${notice.adopted} of ${notice.total} decisions matched existing administrator feedback and were adopted without a request.`,
			);
		case "dateUnknown":
			return warn(
				`${missingText(notice.event, notice.missing, words)} The decision was submitted, but its date could not be read.`,
			);
		case "retained":
			return warn(retainedText(notice));
		case "drift":
			return warn(driftText(notice));
		case "notFound":
			return warn(
				`${missingText(notice.event, notice.missing, words)} Pulumi removes the decision from state.`,
			);
		case "notFoundInSet": {
			const { userPoolId, events } = notice;
			const why = events.map(
				({ eventId, missing }) => `${eventId} (${missingText({ userPoolId, eventId }, missing, words)})`,
			);
			return warn(
				`user pool ${userPoolId}: events no longer exist (${events.length}); Pulumi removes their decisions from state: ${why.join("; ")}`,
			);
		}
		case "progress": {
			const { done, total, failed, perSecond, secondsLeft } = notice;
			return {
				severity: "status",
				text: `${done} of ${total} decisions submitted, ${failed} failed, ${perSecond.toFixed(1)} per second, about ${secondsLeft} s left`,
			};
		}
	}
}

/** Why a step cannot be done, in words. */
export function refusalText(refusal: Refusal, words: ConnectionWords): string {
	switch (refusal.kind) {
		case "missing":
			return missingText(refusal.event, refusal.missing, words);
		case "unreadable":
			return `${subjectOf(refusal.event)} cannot be read, because the credentials may not list its user's events. Grant the IAM action cognito-idp:AdminListUserAuthEvents.`;
		case "invalidId":
			return `invalid ID ${quoted(refusal.id)}; expected \`<userPoolId>/<eventId>\`.`;
		case "invalidUsername":
			return `${subjectOf(refusal.event)}: \`username\` ${refusal.reason}.`;
		case "invalidImportId":
			return "invalid import ID; expected `<userPoolId>/<eventId>/<username>`, such as `eu-central-1_AbCdEf123/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841/alice`.";
		case "nothingToImport":
			return `${subjectOf(refusal.event)} has no feedback to import. Declare the decision instead; \`pulumi up\` submits it.`;
		case "setNotImportable":
			return "a set cannot be imported or read by ID, because Cognito does not record which decisions belong to it. Declare the decisions instead; existing administrator feedback is adopted without a request.";
	}
}

/** A request's failure in words: what it happened to, what, and what helps. */
export function errorText({ failure }: CognitoError, words: ConnectionWords): string {
	return failureText(failure, words);
}

/** Why a resource is not whole: what Pulumi prints, one reason for all events that failed alike. */
export function partialFailureReasons(
	{ failed, total }: PartialFailure<unknown>,
	isSet: boolean,
	words: ConnectionWords,
): [string, ...string[]] {
	const [first] = failed;
	if (!isSet && first)
		return [printableLines(failureText({ ...first.failure, eventId: first.eventId }, words))];
	const message = `${failed.length} of ${total} decisions could not be submitted. Pulumi's state holds the others; the next \`pulumi up\` submits the rest.`;
	return [message, ...reasonsFor(failed, words)];
}

function reasonsFor(failed: readonly FailedEvent[], words: ConnectionWords): string[] {
	const byReason = Map.groupBy(failed, ({ failure }) => printableLines(explain(failure, words)));
	return [...byReason].map(([reason, alike]) => {
		const ids = alike.map(({ eventId }) => eventId);
		const named = ids.slice(0, mostNamed).join(", ");
		const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
		return `${ids.length === 1 ? "event" : `${ids.length} events:`} ${named}${more}: ${reason}`;
	});
}

function failureText(failure: Failure, words: ConnectionWords): string {
	return `${subjectOf(failure)}: ${explain(failure, words)}`;
}

function missingText(event: EventName, missing: Missing, words: ConnectionWords): string {
	if (missing.outcome === "notFound") return explainNotFound(event, missing, words);
	return `${subjectOf(event)}: ${explain(missing.error.failure, words)}`;
}

/** `12 to add, 3 to change, 1 to retain, 484 unchanged`. */
function summarize(changes: readonly SetChange[], unchanged: number): string {
	const count = (kind: SetChange["change"]) => changes.filter(({ change }) => change === kind).length;
	const counts = [
		[count("added"), "to add"],
		[count("changed"), "to change"],
		[count("removed"), "to retain"],
		[unchanged, "unchanged"],
	] as const;
	return counts
		.filter(([number]) => number > 0)
		.map(([number, word]) => `${number} ${word}`)
		.join(", ");
}

const signs = { added: "+", changed: "~", removed: "-" } as const;

function describeSetChange({ change, eventId, decision, before }: SetChange, isSecret: boolean): string {
	if (!decision) return `${signs[change]} ${eventId} ${describeValue(unknown)}`;
	const described =
		change === "changed"
			? describeChange(decision, isSecret, before?.feedbackValue)
			: describeDecision(decision, isSecret, describeValue(decision.feedbackValue));
	return `${signs[change]} ${described}`;
}

/**
 * A change of a decision in one line, with its event and evidence. Pulumi shows only the changed value, which is not
 * enough to review: `6a1c… alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), …`.
 */
function describeChange(decision: DescribedDecision, isSecret: boolean, before: string | undefined): string {
	const [old, value] = [describeValue(before), describeValue(decision.feedbackValue)];
	return describeDecision(decision, isSecret, old === value ? value : `${old} → ${value}`);
}

/** A decision in one line: its event, its user, and its feedback. A secret username is not printed. */
function describeDecision(
	{ eventId, username, evidence }: DescribedDecision,
	isSecret: boolean,
	feedback: string,
): string {
	const who = isSecret ? "[secret]" : describeValue(username);
	const { event, origin } = evidence && evidence !== unknown ? describeEvidence(evidence) : {};
	const known = [event, origin].filter(Boolean).join(", ");
	return [`${describeValue(eventId)} ${who} ${feedback}`, known].filter(Boolean).join(": ");
}

function describeValue(value: string | typeof unknown | undefined): string {
	if (value === undefined) return "(none)";
	return value === unknown ? "(known after up)" : value;
}

function retainedText({ userPoolId, decisions }: Extract<Notice, { kind: "retained" }>): string {
	const events = decisions.map(({ eventId, feedbackValue }) => `${eventId} (\`${feedbackValue}\`)`);
	const isOne = events.length === 1;
	const feedback = isOne ? `feedback on event ${events[0]} is` : `feedback on ${events.length} events is`;
	const list = isOne ? "" : ` Events: ${events.join(", ")}.`;
	return `user pool ${userPoolId}: ${feedback} retained in Amazon Cognito, which has no operation to remove feedback. Pulumi only stops managing it.${list}`;
}

function driftText({ event, before, feedback }: Extract<Notice, { kind: "drift" }>): string {
	const expected = before === undefined ? "no feedback" : `\`${before}\``;
	return `${subjectOf(event)}: drift detected: expected ${expected}, Cognito has ${describeFeedback(feedback)}. The next \`pulumi up\` restores the declared value.`;
}

function describeFeedback(feedback: Feedback | undefined): string {
	if (!feedback) return "no feedback";
	const { value, provider, date } = feedback;
	const source = [provider && `by ${provider}`, date && `on ${date}`].filter(Boolean).join(" ");
	return source === "" ? `\`${value}\`` : `\`${value}\` (${source})`;
}
