import type { CognitoError, Failure } from "../cognito/cognitoError";
import { describeEvidence } from "../cognito/evidenceText";
import type { ConnectionWords } from "../cognito/explain";
import { explain, explainGone, subjectOf } from "../cognito/explain";
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

/** What is reported to whoever runs Pulumi. A status shows while it lasts. */
export interface Message {
	readonly severity: "info" | "warn" | "status";
	readonly text: string;
}

/** How many events are named of those that failed alike. */
const mostNamed = 20;

/** A notice of the lifecycle in words. */
export function messageOf(notice: Notice, words: ConnectionWords): Message {
	const info = (text: string): Message => ({ severity: "info", text });
	const warn = (text: string): Message => ({ severity: "warn", text });
	switch (notice.kind) {
		case "listingDenied":
			return warn(
				`${failureText(notice.failure, words)} Until then there is no evidence, and drift is not seen.`,
			);
		case "lookUpFailed":
			return warn(missingText(notice.event, notice.missing, words));
		case "duplicate": {
			const [one, other] = notice.resources.map(({ type, name }) => `${type} ${quoted(name)}`);
			return warn(
				`${subjectOf(notice.event)} is decided on by both ${one} and ${other}: whichever is applied last wins. Remove it from one of them.`,
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
				`${subjectOf(notice.event)}: an administrator has answered \`${notice.feedbackValue}\` already, so nothing was sent and the answer is adopted.`,
			);
		case "adoptedInSet":
			return info(
				`${notice.adopted} of ${notice.total} decisions had the same answer from an administrator already: adopted, nothing was sent for them.`,
			);
		case "dateUnknown":
			return warn(
				`${missingText(notice.event, notice.missing, words)} The decision was submitted; only its date is not known.`,
			);
		case "retained":
			return warn(retainedText(notice));
		case "drift":
			return warn(driftText(notice));
		case "gone":
			return warn(
				`${missingText(notice.event, notice.missing, words)} Pulumi takes the decision out of its state.`,
			);
		case "goneFromSet": {
			const { userPoolId, events } = notice;
			const why = events.map(
				({ eventId, missing }) => `${eventId} (${missingText({ userPoolId, eventId }, missing, words)})`,
			);
			return warn(
				`user pool ${userPoolId}: events have vanished (${events.length}), and Pulumi takes the decisions on them out of its state: ${why.join("; ")}`,
			);
		}
		case "progress": {
			const { done, total, failed, perSecond, secondsLeft } = notice;
			return {
				severity: "status",
				text: `${done} of ${total} decisions submitted, ${failed} failed, ${perSecond.toFixed(1)} a second, about ${secondsLeft} s left`,
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
			return `event ${refusal.event.eventId} may not be read.`;
		case "invalidId":
			return `the ID ${quoted(refusal.id)} is not of the form \`<userPoolId>/<eventId>\`.`;
		case "invalidUsername":
			return `${subjectOf(refusal.event)}: \`username\` ${refusal.reason}.`;
		case "invalidImportId":
			return "the ID to import is not of the form `<userPoolId>/<eventId>/<username>`, such as `eu-central-1_AbCdEf123/6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841/alice`.";
		case "nothingToImport":
			return `${subjectOf(refusal.event)} has no feedback yet, so there is none to import. Declare the decision instead: \`pulumi up\` submits it.`;
		case "setNotImportable":
			return "a set of decisions cannot be imported or looked up, because Cognito does not know which decisions are in it. Declare them: answers that administrators have given already are adopted, and nothing is sent for them.";
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
	const message = `${failed.length} of ${total} decisions could not be submitted. What Cognito took is in Pulumi's state; the next \`pulumi up\` sends what is missing.`;
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
	if (missing.outcome === "gone") return explainGone(event, missing, words);
	return `${subjectOf(event)}: ${explain(missing.error.failure, words)}`;
}

/** `12 to add, 3 to change, 1 to leave behind, 484 unchanged`. */
function summarize(changes: readonly SetChange[], unchanged: number): string {
	const count = (kind: SetChange["change"]) => changes.filter(({ change }) => change === kind).length;
	const counts = [
		[count("added"), "to add"],
		[count("changed"), "to change"],
		[count("removed"), "to leave behind"],
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
 * A change of a decision in one line, with what it is about. Pulumi shows no more than the changed value, which nobody
 * can judge by: `6a1c… alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), …`.
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
	const feedback = isOne
		? `feedback on event ${events[0]} stays`
		: `feedback on ${events.length} events stays`;
	const list = isOne ? "" : ` The events: ${events.join(", ")}.`;
	return `user pool ${userPoolId}: ${feedback} in Amazon Cognito, which has no operation that takes feedback back. Pulumi only stops managing it.${list}`;
}

function driftText({ event, before, feedback }: Extract<Notice, { kind: "drift" }>): string {
	const from = feedback && [
		feedback.provider && `by ${feedback.provider}`,
		feedback.date && `on ${feedback.date}`,
	];
	const now = feedback
		? [`\`${feedback.value}\``, from?.filter(Boolean).join(" ")].filter(Boolean).join(", ")
		: "none";
	return `${subjectOf(event)}: the feedback is now ${now}, and was ${before ? `\`${before}\`` : "none"}. The next \`pulumi up\` restores what the program declares.`;
}
