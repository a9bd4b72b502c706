import type { AuthEvent } from "../cognito/authEvent";
import { describeEvidence } from "./describe";
import type { EvidenceLevel } from "./evidence";
import { evidenceOf } from "./evidence";

/** Stands before the personal part of evidence in words. */
export const beforeOrigin = "; ";

/**
 * What Cognito knows of an event in one line: what happened and how it was rated; then, after `; `, from where it came.
 * `undefined` where nothing is known, or none of it is to be kept.
 */
export function evidenceInWords(authEvent: AuthEvent, level: EvidenceLevel): string | undefined {
	const evidence = evidenceOf(authEvent, level);
	const { event, origin } = evidence ? describeEvidence(evidence) : {};
	if (!event && !origin) return undefined;
	// Each character stands in state twice for each decision.
	return [event?.replace(" UTC", "Z") ?? "event", origin].filter(Boolean).join(beforeOrigin);
}
