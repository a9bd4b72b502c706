import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, fieldProblem, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { fieldRules, isFeedbackValue } from "../cognito/rules.ts";
import type { FileDecision } from "./feedbackFile.ts";
import type { Block } from "./outline.ts";
import { indentOf } from "./outline.ts";

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

/**
 * Reads values on one line, in the formats that this package writes. The results are those of the YAML library and break no
 * rule for texts; `undefined` leaves the value to the library.
 */

/** Reads a text: in quotes, or without them if it cannot be another type. */
export function readText(value: string): string | undefined {
	if (asciiPlain.test(value)) return value.endsWith(" ") || otherType.test(value) ? undefined : value;
	const text = unquoted(value);
	return text === undefined || fieldRules.note(text) ? undefined : text;
}

/** Reads a list of texts within `[ ]`. */
export function readTexts(value: string): string[] | undefined {
	const items = flowItems(value, "[", "]");
	return items?.every(({ name }) => name === undefined) ? items.map(({ text }) => text) : undefined;
}

/** Reads texts by name, within `{ }`. */
export function readNamedTexts(value: string, names: readonly string[]): Record<string, string> | undefined {
	const items = flowItems(value, "{", "}");
	const isRight = items?.every(
		({ name = "" }, index) => names.includes(name) && items.findIndex((each) => each.name === name) === index,
	);
	return isRight ? Object.fromEntries((items ?? []).map(({ name, text }) => [name, text])) : undefined;
}

function flowItems(value: string, open: string, close: string) {
	if (!value.startsWith(open) || !value.endsWith(close)) return undefined;
	const content = value.slice(1, -1).trim();
	const items: { readonly name: string | undefined; readonly text: string }[] = [];
	flowItem.lastIndex = 0;
	for (let at = 0; at < content.length; at = flowItem.lastIndex) {
		const [, name, item = ""] = flowItem.exec(content) ?? [];
		const text = readText(item);
		if (text === undefined) return undefined;
		items.push({ name, text });
	}
	return items;
}

/** An item of a list or map on one line, with its key in a map, and the comma after it. */
const flowItem =
	/(?:([A-Za-z]+): +)?("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[A-Za-z\d](?:[\w./()+-]|:(?=\w)| (?=[\w./()+-]))*)(?:, *(?!$)|$)/y;

function unquoted(value: string): string | undefined {
	const quote = value[0];
	if (quote === '"') return doubleQuoted.test(value) ? JSON.parse(value) : undefined;
	if (quote === "'") return singleQuoted.test(value) ? value.slice(1, -1).replaceAll("''", "'") : undefined;
	return plain.test(value) && !/: | #/.test(value) && !otherType.test(value) ? value : undefined;
}

/** The common form of texts: neither a comment nor a key. */
const asciiPlain = /^[A-Za-z0-9](?:[ !"$-9;=-z|~]|:(?! |$)|#(?<! #))*$/;
/** Other characters that only a text can begin with. */
const plain = /^[\p{L}\p{N}_/(](?:[^\p{Cc}\u2028\u2029\uFEFF]*[^\p{Cc}\u2028\u2029\uFEFF\s:])?$/u;
const doubleQuoted = /^"(?:[^"\\\p{Cc}\u2028\u2029]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"$/u;
const singleQuoted = /^'(?:[^'\p{Cc}\u2028\u2029]|'')*'$/u;
/** Texts that YAML reads as a number, true, false or null. */
const otherType = /^(?:null|true|false|0o[0-7]+|0x[\da-f]+|\d+(?:\.\d*)?(?:e[-+]?\d+)?)$/i;
