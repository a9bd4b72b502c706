import { evidenceLines } from "./evidenceLines.ts";
import type { FileDecision, FileField } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";
import { scalarOf } from "./scalar.ts";

/** How far from the beginning of their lines an event ID and the fields of its decision stand. */
export interface Columns {
	readonly outer: number;
	readonly inner: number;
}

/** A decision as it is written, line by line. */
export function decisionLines(eventId: string, decision: FileDecision, { outer, inner }: Columns): string[] {
	const fields = fileFields.flatMap((name) => fieldLines(decision, name, inner, Math.max(inner - outer, 1)));
	return [`${" ".repeat(outer)}${scalarOf(eventId)}:`, ...fields];
}

/** A field of a decision as lines, none where it has no value. */
export function fieldLines(
	decision: Partial<FileDecision>,
	name: FileField,
	column: number,
	step = 2,
): string[] {
	const value = decision[name];
	const at = " ".repeat(column);
	if (value === undefined) return [];
	if (typeof value === "string") return [`${at}${name}: ${scalarOf(value)}`];
	return [`${at}${name}:`, ...evidenceLines(value).map((line) => at + " ".repeat(step) + line)];
}
