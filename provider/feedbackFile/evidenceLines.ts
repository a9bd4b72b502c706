import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { flowScalarOf, scalarOf } from "./scalar.ts";

/** Formats the fields of evidence, one line each. */
export function evidenceLines(evidence: ReviewedEvidence): string[] {
	return fieldsOf(evidence).map(
		([name, value]) => `${name}: ${typeof value === "string" ? scalarOf(value) : flowOf(value)}`,
	);
}

/** Formats evidence within `{ }`. */
export function flowEvidence(evidence: ReviewedEvidence): string {
	return `{ ${fieldsOf(evidence)
		.map(([name, value]) => `${name}: ${flowOf(value)}`)
		.join(", ")} }`;
}

function fieldsOf(evidence: ReviewedEvidence): [string, unknown][] {
	return (Object.keys(reviewedFields) as ReviewedField[]).flatMap((name): [string, unknown][] => {
		const value = evidence[name];
		return value === undefined ? [] : [[name, value]];
	});
}

function flowOf(value: unknown): string {
	if (typeof value === "string") return flowScalarOf(value);
	if (Array.isArray(value)) return `[${value.map(flowOf).join(", ")}]`;
	if (typeof value !== "object" || value === null) return String(value);
	const given = value as Readonly<Record<string, unknown>>;
	const fields = feedbackFields.flatMap((name) =>
		given[name] === undefined ? [] : `${name}: ${flowOf(given[name])}`,
	);
	return `{ ${fields.join(", ")} }`;
}
