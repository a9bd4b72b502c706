import type { Evidence } from "./evidence";

/** Evidence in one line: `SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover), 203.0.113.7 Berlin DE, Chrome`. */
export function describeEvidence(evidence: Evidence): string {
	const { type, time, response, ipAddress, city, country, device, priorFeedback } = evidence;
	const parts = [
		words(
			type,
			time && `${time.slice(0, 16).replace("T", " ")} UTC`,
			response === "Pass" ? undefined : response,
		),
		describeRisk(evidence),
		words(ipAddress, city, country),
		device,
		priorFeedback && `answered ${priorFeedback.value} by ${priorFeedback.provider}`,
	];
	return parts.filter(Boolean).join(", ");
}

function describeRisk({ riskLevel, riskDecision, compromisedCredentials }: Evidence): string {
	const risk = riskLevel && `${riskLevel} risk`;
	const decision = risk && riskDecision ? `(${riskDecision})` : riskDecision;
	return [words(risk, decision), compromisedCredentials && "compromised credentials"]
		.filter(Boolean)
		.join(", ");
}

function words(...parts: readonly (string | undefined)[]): string {
	return parts.filter(Boolean).join(" ");
}
