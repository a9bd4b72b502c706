import { defined } from "../../cognito/defined";
import type { Decision } from "../decision";
import { type Description, describeEvidence, reduceDescription } from "../describe";
import { type EvidenceLevel, evidenceOf } from "../evidence";
import type { Inspection } from "../inspect";
import type { Properties } from "../properties";

/** The fields of a decision that stand under its event ID. */
export const memberFields = ["username", "feedbackValue", "note"] as const;

/**
 * A decision of a set as state holds it under its event ID. Its evidence is in words, not fields: with thousands of
 * decisions, fields would make a state that is slow to write and a preview that nobody reads.
 */
export interface Member extends Pick<Decision, (typeof memberFields)[number]>, Description {}

/** The decisions of a set by event ID; none where the map is missing or not yet known. */
export function membersOf({ decisions }: Properties): Map<string, Properties> {
	return new Map(isMap(decisions) ? (Object.entries(decisions) as [string, Properties][]) : []);
}

export function isMap(value: unknown): value is Properties {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member as the decision that it is, with what holds for the whole set. */
export function toDecision(
	{ userPoolId, __secret, __label }: Properties,
	eventId: string,
	member: Properties,
) {
	return defined({ ...member, userPoolId, eventId, __secret, __label }) as Properties & Decision;
}

/** The decisions of a set. */
export function decisionsOf(set: Properties): Decision[] {
	return [...membersOf(set)].map(([eventId, member]) => toDecision(set, eventId, member));
}

/** Whether two states of a decision come to the same for Cognito. */
export function isSameFeedback(olds: Properties | undefined, news: Properties): boolean {
	return olds?.username === news.username && olds?.feedbackValue === news.feedbackValue;
}

/** The evidence of a member: as state has it, or of the event that was looked up. */
export function memberEvidence(
	inspection: Exclude<Inspection, { outcome: "refused" }>,
	olds: Properties,
	level: EvidenceLevel,
): Description {
	if (inspection.outcome === "kept") return reduceDescription(olds as Description, level);
	const evidence = inspection.event && evidenceOf(inspection.event, level);
	return evidence ? describeEvidence(evidence) : {};
}
