import type { Evidence } from "./evidence";
import type { Properties } from "./properties";
import { isUnknown } from "./unknown";

/** Evidence in words, the personal part of it apart. */
export interface Description {
	/** What happened and how it was rated: `SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover)`. */
	readonly event?: string;
	/** From where and with what: `203.0.113.7 Berlin Germany, Chrome 141, Windows 11`. */
	readonly origin?: string;
}

export function describeEvidence(evidence: Evidence): Description {
	const { type, time, response, challenges, ipAddress, city, country, device, priorFeedback } = evidence;
	const event = list(
		words(
			type,
			time && `${time.slice(0, 16).replace("T", " ")} UTC`,
			response === "Pass" ? undefined : response,
		),
		describeRisk(evidence),
		...(challenges ?? []).filter((challenge) => !challenge.endsWith(": Success")),
		priorFeedback &&
			words(`answered ${priorFeedback.value}`, priorFeedback.provider && `by ${priorFeedback.provider}`),
	);
	const origin = list(words(ipAddress, city, country), device);
	return { ...(event && { event }), ...(origin && { origin }) };
}

/**
 * A change of a decision in one line, with what it is about. Pulumi shows no more than the changed value, which nobody
 * can judge by: `6a1c… alice Valid → Invalid: SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), …`.
 */
export function describeChange(olds: Properties, news: Properties, description: Description): string {
	const [before, after] = [describeValue(olds.feedbackValue), describeValue(news.feedbackValue)];
	return describeDecision(news, before === after ? after : `${before} → ${after}`, description);
}

/** A decision in one line: its event, its user, and what is said of them. A secret username is not printed. */
export function describeDecision(decision: Properties, said: string, { event, origin }: Description): string {
	const who = decision.__secret === true ? "[secret]" : describeValue(decision.username);
	return [`${decision.eventId} ${who} ${said}`, list(event, origin)].filter(Boolean).join(": ");
}

export function describeValue(value: unknown): string {
	if (value === undefined) return "(none)";
	return isUnknown(value) ? "(known after up)" : String(value);
}

function describeRisk({ riskLevel, riskDecision, compromisedCredentials }: Evidence): string {
	const level = riskLevel && `${riskLevel} risk`;
	const decision = level && riskDecision ? `(${riskDecision})` : riskDecision;
	return list(words(level, decision), compromisedCredentials && "compromised credentials");
}

function words(...parts: readonly (string | undefined)[]): string {
	return parts.filter(Boolean).join(" ");
}

function list(...parts: readonly (string | false | undefined)[]): string {
	return parts.filter(Boolean).join(", ");
}
