import type { Evidence } from "./evidence";

/** Evidence in words, the personal part of it apart. */
export interface EvidenceText {
	/** What happened and how it was rated: `SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover)`. */
	readonly event?: string;
	/** From where and with what: `203.0.113.7 Berlin Germany, Chrome 141, Windows 11`. */
	readonly origin?: string;
}

export function describeEvidence(evidence: Evidence): EvidenceText {
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
			words(`feedback ${priorFeedback.value}`, priorFeedback.provider && `by ${priorFeedback.provider}`),
	);
	const origin = list(words(ipAddress, city, country), device);
	return { ...(event && { event }), ...(origin && { origin }) };
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
