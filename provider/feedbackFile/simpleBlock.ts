import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, fieldProblem, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { fieldRules, isFeedbackValue } from "../cognito/rules.ts";
import type { FileDecision } from "./feedbackFile.ts";
import type { Block } from "./outline.ts";
import { indentOf } from "./outline.ts";
import { readNamedTexts, readText, readTexts } from "./simpleValue.ts";

/** A decision, and the line of its evidence. */
export interface PlacedDecision {
	readonly eventId: string;
	readonly decision: FileDecision;
	/** The line of the evidence, or of the decision if it has none. */
	readonly line: number;
}

/**
 * Reads a decision in the format that this package writes: one line for each field and its value. Comments on separate lines
 * are allowed.
 *
 * @returns `undefined` for any other format, and for a decision that breaks a rule. Those are left to the YAML library, which
 *   takes a hundred times as long.
 */
export function readSimpleBlock(text: string, { start, end, line }: Block): PlacedDecision | undefined {
	const fields: Record<string, unknown> = {};
	let evidence: Record<string, unknown> | undefined;
	let [eventId, column, evidenceColumn]: [string?, number?, number?] = [];
	let [evidenceLine, current] = [line, line - 1];
	for (let at = start, next = start; at < end; at = next) {
		next = text.indexOf("\n", at) + 1 || end;
		current++;
		const field = fieldOn(text, at, next);
		if (field === "none") continue;
		if (field === undefined) return undefined;
		const { indent, name, value } = field;
		if (eventId === undefined) {
			eventId = quotedId.exec(name)?.[1] ?? name;
			if (value !== "" || !certainEventId.test(eventId)) return undefined;
			continue;
		}
		column ??= indent;
		if (indent === column && !evidence && !Object.hasOwn(fields, name)) {
			if (name === "evidence" && value === "") [evidence, evidenceLine] = [{}, current];
			else if (!textFields.has(name)) return undefined;
			fields[name] = evidence ?? readText(value);
			if (fields[name] === undefined) return undefined;
		} else if (indent > column && evidence && !Object.hasOwn(evidence, name)) {
			evidenceColumn ??= indent;
			evidence[name] = readEvidence(name, value);
			if (indent !== evidenceColumn || evidence[name] === undefined) return undefined;
		} else return undefined;
	}
	return eventId !== undefined && isDecision(fields)
		? { eventId, decision: fields, line: evidenceLine }
		: undefined;
}

/** A key and its value, which may be empty. `none`: the line is blank or only a comment. */
interface Field {
	readonly indent: number;
	readonly name: string;
	readonly value: string;
}

function fieldOn(text: string, at: number, next: number): Field | "none" | undefined {
	const indent = indentOf(text, at);
	const from = at + indent;
	let to = text[next - 1] === "\n" ? next - 1 : next;
	if (text[to - 1] === "\r") to--;
	if (from >= to || text[from] === "#") return "none";
	const colon = text.indexOf(":", from);
	if (colon === -1 || colon >= to) return undefined;
	const name = text.slice(from, colon);
	if (colon + 1 === to) return { indent, name, value: "" };
	const spaces = indentOf(text, colon + 1);
	const value = text.slice(colon + 1 + spaces, to);
	return spaces === 0 || value === "" ? undefined : { indent, name, value };
}

const quotedId = /^(?:"(.*)"|'(.*)')$/;
const certainEventId = /^\w[\w+-]{0,49}$/;
const textFields: ReadonlySet<string> = new Set(["username", "feedbackValue", "note"]);

function readEvidence(name: string, value: string): unknown {
	switch (Object.hasOwn(reviewedFields, name) ? reviewedFields[name as ReviewedField] : undefined) {
		case undefined:
			return undefined;
		case "boolean":
			return value === "true" || (value === "false" ? false : undefined);
		case "texts":
			return readTexts(value);
		case "feedback":
			return readNamedTexts(value, feedbackFields);
		default:
			return readText(value);
	}
}

/** Whether these fields, whose texts are valid, form a decision. */
function isDecision(fields: Record<string, unknown>): fields is Record<string, unknown> & FileDecision {
	const { username, feedbackValue, evidence } = fields;
	if (fieldRules.username(username) || !isFeedbackValue(feedbackValue)) return false;
	if (evidence === undefined) return true;
	const { source, priorFeedback } = evidence as ReviewedEvidence;
	return !fieldProblem("source", source) && !fieldProblem("priorFeedback", priorFeedback);
}
