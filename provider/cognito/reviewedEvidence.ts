import type { AuthEvent } from "./authEvent.ts";
import { describeProvider } from "./authEvent.ts";
import type { Evidence } from "./evidence.ts";
import { briefEvidence, evidenceOf } from "./evidence.ts";
import { fieldRules, unknownNames } from "./rules.ts";

export const evidenceSources = ["api", "log"] as const;
/** The source of a reviewer's evidence. `api`: a list of the user's events. `log`: an exported log. */
export type EvidenceSource = (typeof evidenceSources)[number];

/**
 * The evidence that a reviewer based the decision on, from the decisions file. For new and changed decisions, each field is
 * compared with Cognito's, and a difference is a warning. It is not kept in state.
 */
export interface ReviewedEvidence extends Evidence {
	/** The source of the evidence. */
	readonly source: EvidenceSource;
}

/** The fields of evidence in the order of the file, and what each contains. */
export const reviewedFields = {
	source: "source",
	type: "text",
	time: "text",
	riskLevel: "text",
	riskDecision: "text",
	compromisedCredentials: "boolean",
	response: "text",
	challenges: "texts",
	ipAddress: "text",
	city: "text",
	country: "text",
	timeZone: "text",
	device: "text",
	priorFeedback: "feedback",
} as const satisfies Record<keyof ReviewedEvidence, "source" | "text" | "boolean" | "texts" | "feedback">;

export type ReviewedField = keyof typeof reviewedFields;

/** The fields of `priorFeedback`. */
export const feedbackFields = ["value", "provider", "date"] as const;

/** The evidence that a reviewer sees of an event, and its source. */
export function reviewedEvidence(event: AuthEvent, source: EvidenceSource = "api"): ReviewedEvidence {
	return { source, ...briefEvidence(evidenceOf(event, "full") ?? {}) };
}

/** The problem of a value for a field of evidence; `undefined` if it is valid. Null counts as missing. */
export function fieldProblem(field: ReviewedField, value: unknown): string | undefined {
	if (value === undefined || value === null)
		return field === "source" ? `is required; ${expectedSource}` : undefined;
	switch (reviewedFields[field]) {
		case "source":
			return evidenceSources.some((source) => source === value)
				? undefined
				: `is not a source; ${expectedSource}`;
		case "text":
			return fieldRules.note(value);
		case "boolean":
			return typeof value === "boolean" ? undefined : "must be true or false";
		case "texts":
			return Array.isArray(value) && value.every((each) => typeof each === "string" && !fieldRules.note(each))
				? undefined
				: "must be a list of strings without control characters";
		case "feedback":
			return feedbackProblem(value);
	}
}

/** All problems of evidence that a program passes. */
export function evidenceProblems(evidence: unknown): string[] {
	if (evidence === undefined || evidence === null) return [];
	if (!isRecord(evidence)) return [`\`evidence\` must be a map of fields; ${expectedFields}`];
	const names = Object.keys(reviewedFields) as ReviewedField[];
	return [
		...names.flatMap((name) => {
			const wrong = fieldProblem(name, evidence[name]);
			return wrong === undefined ? [] : `\`evidence.${name}\` ${wrong}`;
		}),
		...unknownNames(names, Object.keys(evidence)).map((failure) => `\`evidence\`: ${failure}`),
	];
}

const expectedSource = `expected ${evidenceSources.map((source) => `\`${source}\``).join(" or ")}`;
const expectedFields = `expected ${Object.keys(reviewedFields)
	.map((name) => `\`${name}\``)
	.join(", ")}`;

function feedbackProblem(value: unknown): string | undefined {
	const isRight =
		isRecord(value) &&
		typeof value.value === "string" &&
		Object.entries(value).every(
			([name, text]) => feedbackFields.some((known) => known === name) && !fieldRules.note(text),
		);
	return isRight ? undefined : "must be a map with `value`, and optionally `provider` and `date`";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field in which a reviewer's evidence differs from Cognito's, with both values as text. */
export interface EvidenceDifference {
	readonly field: ReviewedField;
	readonly reviewed: string;
	readonly actual: string;
}

/** Times within the same minute count as equal, because state keeps no seconds. */
const sameTime = 60_000;

/** Fields that are not compared with logs: a log line may be written before a sign-in ends, and feedback comes later. */
const notInLogs: readonly ReviewedField[] = ["response", "challenges", "priorFeedback"];

/**
 * The fields that both have and whose values differ, apart from notation: case, white space, seconds, and the notation of an IP
 * address.
 */
export function evidenceDifferences(reviewed: ReviewedEvidence, actual: Evidence): EvidenceDifference[] {
	return (Object.keys(reviewedFields) as ReviewedField[]).flatMap((field) => {
		if (field === "source" || (reviewed.source === "log" && notInLogs.includes(field))) return [];
		const [one, other] = [normalized(field, reviewed[field]), normalized(field, actual[field])];
		if (one === undefined || other === undefined || isSame(field, one, other)) return [];
		return [{ field, reviewed: inWords(reviewed[field]), actual: inWords(actual[field]) }];
	});
}

function isSame(field: ReviewedField, one: string, other: string): boolean {
	if (field !== "time") return one === other;
	const apart = Math.abs(Date.parse(one) - Date.parse(other));
	return one === other || apart < sameTime;
}

function normalized(field: ReviewedField, value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (Array.isArray(value)) return value.map(plain).filter(isFailed).sort().join("; ");
	if (isRecord(value)) return [value.value, value.provider].map((part) => plain(part ?? "")).join(" ");
	if (field === "ipAddress") return address(plain(value));
	if (field === "riskDecision") return riskDecision(plain(value));
	const text = plain(value);
	return text === "" || text === "null" ? undefined : text;
}

/** Challenges are compared as state keeps them: only those that were not passed. */
function isFailed(challenge: string): boolean {
	return !challenge.endsWith(": success");
}

function plain(value: unknown): string {
	return String(value).normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** A log uses `PASS` for `NoRisk`, and may write other decisions in capitals with underscores. */
function riskDecision(text: string): string {
	const word = text.replaceAll("_", "");
	return word === "pass" ? "norisk" : word;
}

/** An IPv6 address has many notations. */
function address(text: string): string {
	if (!text.includes(":")) return text;
	try {
		return new URL(`http://[${text}]`).hostname;
	} catch {
		return text;
	}
}

function inWords(value: unknown): string {
	if (Array.isArray(value)) return value.join(", ");
	if (!isRecord(value)) return String(value);
	return [value.value, value.provider && `by ${describeProvider(String(value.provider))}`]
		.filter(Boolean)
		.join(" ");
}
