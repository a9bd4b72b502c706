import type { AuthEvent, Feedback } from "./authEvent.ts";
import { describeProvider } from "./authEvent.ts";
import { omitUndefined } from "./values.ts";

/** The evidence that a reviewer decides by: what Cognito knew of an event when the decision on it was made. */
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

/** The evidence that an event gives; `undefined` where none is kept. */
export function evidenceOf(event: AuthEvent, level: EvidenceLevel): Evidence | undefined {
	const { eventId: _, feedback, ...rest } = event;
	return reduceEvidence(feedback ? { ...rest, priorFeedback: feedback } : rest, level);
}

/** Takes out of evidence what is not to be kept, also where an earlier run kept more. */
export function reduceEvidence(evidence: Evidence, level: EvidenceLevel): Evidence | undefined {
	if (level === "none") return undefined;
	if (level === "full") return evidence;
	const kept = Object.entries(evidence).filter(([field]) => !placeFields.some((place) => place === field));
	return Object.fromEntries(kept);
}

/**
 * The part of evidence that a set keeps of each of its thousands of decisions: without seconds, a passed response,
 * passed challenges, a password that was not found among leaked ones, and the time zone.
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
