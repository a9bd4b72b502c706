import { isDeepStrictEqual } from "node:util";
import { joinLines, newlineOf, toBlockStyle, withLastNewline } from "./document.ts";
import type { FeedbackFile } from "./feedbackFile.ts";
import { inlineOf, scalarOf } from "./lines.ts";
import { newFile } from "./newFile.ts";
import { ParsedDecisions } from "./parsedDecisions.ts";
import type { Sample } from "./sample.ts";
import { sampleFields } from "./sample.ts";

/**
 * The text of a decisions file with one more sample, after the existing ones. Everything else stays the same, byte for byte.
 * Nothing is written.
 *
 * @throws Error if the sample breaks a rule of the file
 */
export function addSample(file: FeedbackFile, sample: Sample): string {
	const text = file.text === "" ? newFile(file) : file.text;
	let problem: string | undefined;
	for (const form of [(same: string) => same, toBlockStyle]) {
		const added = withSample(form(text), sample);
		const { mistakes, samples, decisions } = new ParsedDecisions(added);
		const isWhole =
			isDeepStrictEqual(samples, [...file.samples, sample]) && isDeepStrictEqual(decisions, file.decisions);
		if (mistakes.length === 0 && isWhole) return added;
		problem = mistakes[0]?.message;
	}
	const why = problem ?? "this form of YAML cannot be edited automatically; edit the file by hand";
	throw new Error(`${file.path}: cannot write the sample: ${why}`);
}

/** The line of `samples`, if it contains nothing else but a comment. */
const samplesLine = /^(["']?samples["']?:)[ \t]*(?:\[\]|\{\}|null|~)?([ \t]+#[^\r\n]*)?[ \t]*\r?$/m;

function withSample(before: string, sample: Sample): string {
	const text = withLastNewline(before);
	const newline = newlineOf(text);
	const found = samplesLine.exec(text);
	if (!found) return `${text}samples:${newline}${joinLines(linesOf(sample, 2), newline)}`;
	const [, key, comment = ""] = found;
	const after = text.indexOf("\n", found.index) + 1;
	const { end, column } = itemsFrom(text, after);
	const lines = joinLines(linesOf(sample, column), newline);
	return `${text.slice(0, found.index)}${key}${comment}${newline}${text.slice(after, end)}${lines}${text.slice(end)}`;
}

/** The position after the last item of a list, and the indentation of its items. */
function itemsFrom(text: string, start: number): { readonly end: number; readonly column: number } {
	let [end, column] = [start, undefined as number | undefined];
	for (let at = start; at < text.length; ) {
		const next = text.indexOf("\n", at) + 1 || text.length;
		const line = text.slice(at, next);
		if (/^[^\s#-]/.test(line)) break;
		// Comments in the first column may belong to what follows.
		if (/^[ -]/.test(line) && line.trim() !== "") end = next;
		column ??= /^( *)- /.exec(line)?.[1]?.length;
		at = next;
	}
	return { end, column: column ?? 2 };
}

function linesOf(sample: Sample, column: number): string[] {
	const at = " ".repeat(column);
	const fields = sampleFields.flatMap((name) => fieldLines(name, sample[name]));
	return fields.map((line, index) => `${at}${index === 0 ? "- " : "  "}${line}`);
}

function fieldLines(name: string, value: Sample[keyof Sample]): string[] {
	if (value === undefined) return [];
	if (typeof value !== "object") return [`${name}: ${inlineOf(value)}`];
	const items = Array.isArray(value)
		? value.map((each) => `  - ${scalarOf(each)}`)
		: Object.entries(value).map(([option, given]) => `  ${scalarOf(option)}: ${inlineOf(given)}`);
	if (items.length > 0) return [`${name}:`, ...items];
	return [`${name}: ${Array.isArray(value) ? "[]" : "{}"}`];
}
