import type { Decision } from "../decision";
import type { EvidenceLevel } from "../evidence";
import { beforeOrigin, evidenceInWords } from "../evidenceInWords";
import type { Inspection } from "../inspect";
import type { Properties } from "../properties";
import { isMap } from "../properties";

/** The fields of a decision that stand under its event ID. */
export const memberFields = ["username", "feedbackValue", "note"] as const;

/** A decision of a set, under its event ID. */
export interface Member extends Pick<Decision, (typeof memberFields)[number]> {
	/**
	 * The evidence in words and not in fields: with thousands of decisions, fields would make a state that is slow to
	 * write and a preview that nobody reads. What happened and how it was rated; then, after `; `, from where it came.
	 */
	readonly event?: string;
}

/** The decisions of a set by event ID; none where the map is missing or not yet known. */
export function membersOf({ decisions }: Properties): ReadonlyMap<string, Properties> {
	return new Map(isMap(decisions) ? Object.entries(decisions as Record<string, Properties>) : []);
}

/** A member as the decision that it is, with what holds for the whole set. */
export function toDecision(
	{ userPoolId, __secret, __label }: Properties,
	eventId: string,
	member: Properties,
) {
	// Of sets this is made for each of thousands, several times.
	return {
		...member,
		userPoolId,
		eventId,
		...(__secret !== undefined && { __secret }),
		...(__label !== undefined && { __label }),
	} as Properties & Decision;
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
): string | undefined {
	if (inspection.outcome === "kept") return reduce(olds.event as string | undefined, level);
	return inspection.event && evidenceInWords(inspection.event, level);
}

/** Takes out of evidence what is not to be kept, where an earlier run kept more. */
function reduce(event: string | undefined, level: EvidenceLevel): string | undefined {
	if (level === "none") return undefined;
	return level === "risk" ? event?.split(beforeOrigin)[0] : event;
}
