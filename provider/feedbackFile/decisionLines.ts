import { evidenceLines } from "./evidenceLines.ts";
import type { FileDecision, FileField } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";
import { scalarOf } from "./scalar.ts";

/** The indentation of event IDs and of the fields of their decisions. */
export interface Columns {
	readonly outer: number;
	readonly inner: number;
}

/** Formats a decision line by line. */
export function decisionLines(eventId: string, decision: FileDecision, { outer, inner }: Columns): string[] {
	const fields = fileFields.flatMap((name) => fieldLines(decision, name, inner, Math.max(inner - outer, 1)));
	return [`${" ".repeat(outer)}${scalarOf(eventId)}:`, ...fields];
}

/** Formats a field of a decision; no lines if it has no value. */
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
