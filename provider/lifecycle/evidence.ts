import { isDeepStrictEqual } from "node:util";
import type { AuthEvent, Feedback } from "../cognito/authEvent";
import type { Properties } from "./properties";

/** What Cognito knew of an event when the decision on it was made: what a reviewer judges by. */
export interface Evidence extends Omit<AuthEvent, "eventId" | "feedback"> {
	/** What somebody had said of the event before: the decision overrules it where the value differs. */
	readonly priorFeedback?: Feedback;
}

export const evidenceLevels = ["full", "risk", "none"] as const;
/** How much of the evidence is kept. `full`: all of it. `risk`: all but address, place and device. `none`: nothing. */
export type EvidenceLevel = (typeof evidenceLevels)[number];

/** Says where somebody was and with what: personal data beyond the rating itself. */
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
 * What a program declares of a decision. Pulumi repeats the evidence that state has where it imports, and where changes
 * are ignored; anywhere else a program has no business to give any, which the check refuses.
 */
export function declaredOf(olds: Properties, news: Properties): Properties {
	if (news.event === undefined || !isDeepStrictEqual(news.event, olds.event)) return news;
	const { event: _, ...declared } = news;
	return declared;
}
