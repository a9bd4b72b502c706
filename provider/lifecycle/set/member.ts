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

/** What was read of a map of decisions: several steps of a check or an update ask for the same one. */
const read = new WeakMap<Properties, ReadonlyMap<string, Properties>>();

/** The decisions of a set by event ID; none where the map is missing or not yet known. */
export function membersOf({ decisions }: Properties): ReadonlyMap<string, Properties> {
	if (!isMap(decisions)) return new Map();
	let members = read.get(decisions);
	if (!members) {
		const entries = Object.entries(decisions);
		members = new Map(entries.map(([eventId, stored]) => [eventId, fromStored(stored) as Properties]));
		read.set(decisions, members);
	}
	return members;
}

/**
 * A decision as state holds it: JSON. Pulumi takes long over thousands of nested values, and over as many strings it
 * does not; it shows JSON in a string field by field, changes too.
 */
export function toStored(member: Properties): string {
	// Sorted, so that the same decision is the same string, whatever order a program gives its fields in.
	return JSON.stringify(
		Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1))),
	);
}

/** Decisions with values of other resources are not stored as JSON: Pulumi could not keep a secret among them one. */
function fromStored(stored: unknown): unknown {
	if (!isStoredAsJson(stored)) return stored;
	try {
		return JSON.parse(stored);
	} catch {
		// A string that a program gives in place of a decision, which the check refuses.
		return stored;
	}
}

export function isStoredAsJson(stored: unknown): stored is string {
	return typeof stored === "string" && stored.startsWith("{");
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
