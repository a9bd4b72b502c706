import type { AuthEvent, Feedback } from "./authEvent.ts";
import { describeProvider } from "./authEvent.ts";
import { omitUndefined } from "./values.ts";

/** The evidence for a decision: what Cognito knew of the event when the decision was made. */
export interface Evidence extends Omit<AuthEvent, "eventId" | "feedback"> {
	/**
	 * Feedback from the user or another administrator, as of the declaration of the decision, the last change of its value, or
	 * a later refresh. The decision overrules it if the value differs.
	 */
	readonly priorFeedback?: Feedback;
}

export const evidenceLevels = ["full", "risk", "none"] as const;
/** How much evidence is kept. `full`: all of it. `risk`: all except address, place and device. `none`: nothing. */
export type EvidenceLevel = (typeof evidenceLevels)[number];

/** Location and device: personal data beyond the rating itself. */
const placeFields: readonly (keyof Evidence)[] = ["ipAddress", "device", "city", "country", "timeZone"];

/** The evidence of an event; `undefined` if none is kept. */
export function evidenceOf(event: AuthEvent, level: EvidenceLevel): Evidence | undefined {
	const { eventId: _, feedback, ...rest } = event;
	return reduceEvidence(feedback ? { ...rest, priorFeedback: feedback } : rest, level);
}

/** Removes the evidence that is not to be kept, even if an earlier run kept it. */
export function reduceEvidence(evidence: Evidence, level: EvidenceLevel): Evidence | undefined {
	if (level === "none") return undefined;
	if (level === "full") return evidence;
	const kept = Object.entries(evidence).filter(([field]) => !placeFields.some((place) => place === field));
	return Object.fromEntries(kept);
}

/**
 * The part of the evidence that a set keeps for each of its thousands of decisions: without seconds, time zone, passed
 * responses and challenges, and without the mark that a password is not compromised.
 */
export function briefEvidence({
	time,
	response,
	compromisedCredentials,
	challenges,
	priorFeedback,
	...rest
}: Evidence): Evidence {
	const { timeZone: _, ...kept } = rest;
	const failed = challenges?.filter((challenge) => !challenge.endsWith(": Success"));
	const { value, provider, date } = priorFeedback ?? {};
	return {
		...kept,
		...omitUndefined({
			time: withoutSeconds(time),
			response: response === "Pass" ? undefined : response,
			compromisedCredentials: compromisedCredentials || undefined,
			challenges: failed && failed.length > 0 ? failed : undefined,
			priorFeedback:
				value === undefined ? undefined : omitUndefined({ value, provider, date: withoutSeconds(date) }),
		}),
	};
}

function withoutSeconds(time: string | undefined): string | undefined {
	return time?.replace(/(T\d\d:\d\d):\d\dZ$/, "$1Z");
}

/** Evidence as text, the personal data separately. */
export interface EvidenceText {
	/** The event and its rating: `SignIn 2026-11-20 08:14 UTC, High risk (AccountTakeover)`. */
	readonly event?: string;
	/** The address, place and device: `203.0.113.7 Berlin Germany, Chrome 141, Windows 11`. */
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
			words(
				`feedback ${priorFeedback.value}`,
				priorFeedback.provider && `by ${describeProvider(priorFeedback.provider)}`,
			),
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
