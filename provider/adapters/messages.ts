import type { Feedback } from "../cognito/authEvent.ts";
import { describeProvider, isFromAdministrator } from "../cognito/authEvent.ts";
import type { Evidence } from "../cognito/evidence.ts";
import { describeEvidence } from "../cognito/evidence.ts";
import { ignoredKeysText, subjectOf } from "../cognito/explain.ts";
import { quoted } from "../cognito/printable.ts";
import type { StoredDecision } from "../lifecycle/decision.ts";
import { unknown } from "../lifecycle/decision.ts";
import type { DescribedDecision, DifferingEvidence, Notice, SetChange } from "../lifecycle/notices.ts";
import type { UnusedSetting, Words } from "./configuration.ts";
import { unusedSettings } from "./configuration.ts";
import { failureText, maxNamed, missingText, more } from "./errorMessages.ts";

/** A message to the person who runs Pulumi. A status is shown only while the step runs. */
export interface Message {
	readonly severity: "info" | "warn" | "status";
	readonly text: string;
}

/** The maximum number of new decisions, and of removed ones, that are listed for a set. All changed ones are listed. */
const maxListed = 20;

/** Words a notice of the lifecycle. */
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
		case "settingsNotUsed": {
			const settings = notice.settings.map(
				(key) => `${words.setting(key)} (set ${unusedSettings[key as UnusedSetting]} instead)`,
			);
			return warn(
				`not used for Amazon Cognito, so feedback may use another connection than requests of other resources: ${settings.join(", ")}.`,
			);
		}
		case "keysNotUsed":
			return warn(ignoredKeysText);
		case "lookUpFailed":
			return warn(missingText(notice.event, notice.missing, words));
		case "duplicate": {
			const [one, other] = notice.resources.map(({ type, name }) => `${type} ${quoted(name)}`);
			return warn(
				`${subjectOf(notice.event)} is declared by both ${one} and ${other}, and the one applied last wins. Remove it from one of them.`,
			);
		}
		case "new":
			return info(describeNew(notice.decision, notice.isSecret));
		case "moreNew":
			return info("Further new decisions are not listed here; `pulumi preview --diff` shows them all.");
		case "change": {
			const { before, decision, isSecret } = notice;
			return info(describeChange(decision, isSecret, before));
		}
		case "setChanges": {
			const summary = `${notice.name}: ${summarize(notice.changes, notice.unchanged)}`;
			return info([...listChanges(notice), summary].join("\n"));
		}
		case "evidenceDiffers":
			return warn(evidenceDiffersText(notice));
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
			const why = events
				.slice(0, maxNamed)
				.map(
					({ eventId, missing }) => `${eventId} (${missingText({ userPoolId, eventId }, missing, words)})`,
				);
			return warn(
				`user pool ${userPoolId}: events no longer exist (${events.length}); Pulumi removes their decisions from state: ${why.join("; ")}${more(events.length)}`,
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

/** Where the user was, and the device: a difference names the field and never the value. */
const unprinted = ["ipAddress", "city", "country", "timeZone", "device"];

function evidenceDiffersText({
	userPoolId,
	events,
	isSecret,
}: Extract<Notice, { kind: "evidenceDiffers" }>): string {
	const lines = events.slice(0, maxNamed).map(({ eventId, place, differences }: DifferingEvidence) => {
		const fields = differences.map(({ field, reviewed, actual }) =>
			isSecret || unprinted.includes(field)
				? `\`${field}\` differs`
				: `\`${field}\` is ${quoted(reviewed)}, but ${quoted(actual)} in Cognito`,
		);
		return `${place === undefined ? "" : `${place}: `}event ${eventId}: ${fields.join(", ")}`;
	});
	const rest = events.length - lines.length;
	if (rest > 0) lines.push(`and ${rest} more ${rest === 1 ? "event" : "events"}`);
	const count =
		events.length === 1 ? "The evidence of 1 decision" : `The evidence of ${events.length} decisions`;
	return `user pool ${userPoolId}: ${count} differs from Cognito's. Review the decision on what Cognito has, then write it again with \`cognito-feedback decide\`.\n${lines.join("\n")}`;
}

/** `12 to add (2 already in Cognito), 3 to change, 1 to retain, 484 unchanged`. */
function summarize(changes: readonly SetChange[], unchanged: number): string {
	const count = (kind: SetChange["change"]) => changes.filter(({ change }) => change === kind).length;
	const held = changes.filter(({ change, decision }) => change === "added" && isHeld(decision)).length;
	const counts = [
		[count("added"), held > 0 ? `to add (${held} already in Cognito)` : "to add"],
		[count("changed"), "to change"],
		[count("removed"), "to retain"],
		[count("moved"), "moved to other resources"],
		[unchanged, "unchanged"],
	] as const;
	return counts
		.filter(([number]) => number > 0)
		.map(([number, word]) => `${number} ${word}`)
		.join(", ");
}

/** Whether an administrator has already given the feedback of a new decision, which is then adopted without a request. */
function isHeld(decision: DescribedDecision | undefined): boolean {
	const prior = knownEvidence(decision?.evidence).priorFeedback;
	return prior !== undefined && prior.value === decision?.feedbackValue && isFromAdministrator(prior);
}

/** A line for each listed change: first added and changed decisions in the program's order, then removed ones. */
function listChanges({ changes, isSecret }: Extract<Notice, { kind: "setChanges" }>): string[] {
	return (["added", "changed", "removed"] as const).flatMap((kind) => {
		const ofKind = changes.filter(({ change }) => change === kind);
		const most = kind === "changed" ? ofKind.length : maxListed;
		const lines = ofKind.slice(0, most).map((change) => describeSetChange(change, isSecret));
		return ofKind.length > most ? [...lines, `${signs[kind]}${more(ofKind.length, most)}`] : lines;
	});
}

const signs = { added: "+", changed: "~", removed: "-", moved: "-" } as const;

function describeSetChange({ change, eventId, decision, before }: SetChange, isSecret: boolean): string {
	const sign = signs[change];
	if (!decision) return `${sign} ${eventId} ${describeValue(unknown)}`;
	switch (change) {
		case "added":
			return describeNew(decision, isSecret);
		case "changed":
			return `${sign} ${describeChange(decision, isSecret, before)}`;
		case "removed":
		case "moved":
			return `${sign} ${describeDecision(decision, isSecret, describeValue(decision.feedbackValue))}`;
	}
}

/** A new decision in one line, with its event, evidence and note. */
function describeNew(decision: DescribedDecision, isSecret: boolean): string {
	const { feedbackValue, note } = decision;
	const noted = note === undefined ? "" : `, note ${describeNote(note, isSecret)}`;
	return `${signs.added} ${describeDecision(decision, isSecret, `${describeValue(feedbackValue)}${noted}`, overruledBy(decision))}`;
}

/** A note for a message, on one line and shortened. A secret note is not printed. */
function describeNote(note: DescribedDecision["note"], isSecret: boolean): string {
	if (note === undefined || note === unknown) return describeValue(note);
	return isSecret ? "[secret]" : quoted(note);
}

/**
 * A change of a decision in one line, with its event and evidence. Pulumi shows only the changed value, which is not
 * enough to review: `6a1c… alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), …`.
 */
function describeChange(
	decision: DescribedDecision,
	isSecret: boolean,
	before: StoredDecision | undefined,
): string {
	const [old, value] = [describeValue(before?.feedbackValue), describeValue(decision.feedbackValue)];
	const notes = `${describeNote(before?.note, isSecret)} → ${describeNote(decision.note, isSecret)}`;
	const noted = before?.note === decision.note ? "" : `, note ${notes}`;
	// An unchanged decision was already applied over the feedback that it overruled.
	if (old === value) return describeDecision(decision, isSecret, `${value}${noted}`);
	return describeDecision(decision, isSecret, `${old} → ${value}${noted}`, overruledBy(decision, before));
}

/**
 * A decision in one line: its event, its user, its feedback, and the feedback that it overrules. A secret username is not
 * printed.
 */
function describeDecision(
	{ eventId, username, evidence }: DescribedDecision,
	isSecret: boolean,
	feedback: string,
	overruled?: Feedback,
): string {
	const who = isSecret ? "[secret]" : describeValue(username);
	const decision = `${describeValue(eventId)} ${who} ${feedback}`;
	const described = overruled ? `${decision}, overrules ${describeOverruled(overruled)}` : decision;
	const { priorFeedback: _, ...seen } = knownEvidence(evidence);
	const { event, origin } = describeEvidence(seen);
	const known = [event, origin].filter(Boolean).join(", ");
	return [described, known].filter(Boolean).join(": ");
}

/**
 * The feedback of someone else that submitting a decision replaces.
 *
 * @param before The decision in state. Without evidence, it still shows feedback that an administrator did not give.
 */
function overruledBy(
	{ feedbackValue, evidence }: DescribedDecision,
	before?: StoredDecision,
): Feedback | undefined {
	const prior = knownEvidence(evidence).priorFeedback ?? recordedByUser(before);
	return prior === undefined || feedbackValue === unknown || prior.value === feedbackValue
		? undefined
		: prior;
}

function recordedByUser(before: StoredDecision | undefined): Feedback | undefined {
	if (!before) return undefined;
	const { feedbackValue: value, feedbackProvider: provider, feedbackDate: date } = before;
	const feedback = value && provider ? { value, provider, ...(date && { date }) } : undefined;
	return isFromAdministrator(feedback) ? undefined : feedback;
}

function knownEvidence(evidence: DescribedDecision["evidence"]): Evidence {
	return evidence === undefined || evidence === unknown ? {} : evidence;
}

/** `Invalid by the user on 2026-11-21 10:00 UTC` */
function describeOverruled({ value, provider, date }: Feedback): string {
	const when = date && `on ${date.slice(0, 16).replace("T", " ")} UTC`;
	return [value, provider && `by ${describeProvider(provider)}`, when].filter(Boolean).join(" ");
}

function describeValue(value: string | typeof unknown | undefined): string {
	if (value === undefined) return "(none)";
	return value === unknown ? "(known after up)" : value;
}

function retainedText({ userPoolId, decisions }: Extract<Notice, { kind: "retained" }>): string {
	const events = decisions.map(({ eventId, feedbackValue }) => `${eventId} (\`${feedbackValue}\`)`);
	const isOne = events.length === 1;
	const feedback = isOne ? `feedback on event ${events[0]} is` : `feedback on ${events.length} events is`;
	const list = isOne ? "" : ` Events: ${events.slice(0, maxNamed).join(", ")}${more(events.length)}.`;
	return `user pool ${userPoolId}: ${feedback} retained in Amazon Cognito, which has no operation to remove feedback. Pulumi only stops managing it.${list}`;
}

function driftText({ event, before, feedback }: Extract<Notice, { kind: "drift" }>): string {
	const expected = before === undefined ? "no feedback" : `\`${before}\``;
	return `${subjectOf(event)}: drift detected: expected ${expected}, Cognito has ${describeFeedback(feedback)}. The next \`pulumi up\` restores the declared value.`;
}

function describeFeedback(feedback: Feedback | undefined): string {
	if (!feedback) return "no feedback";
	const { value, provider, date } = feedback;
	const source = [provider && `by ${describeProvider(provider)}`, date && `on ${date}`]
		.filter(Boolean)
		.join(" ");
	return source === "" ? `\`${value}\`` : `\`${value}\` (${source})`;
}
