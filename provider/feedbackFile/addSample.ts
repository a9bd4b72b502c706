import { isDeepStrictEqual } from "node:util";
import { toBlockStyle } from "./blockStyle.ts";
import { newlineOf } from "./document.ts";
import type { FeedbackFile } from "./feedbackFile.ts";
import { newFile } from "./newFile.ts";
import { ParsedDecisions } from "./parsedDecisions.ts";
import type { Sample, SampleOption } from "./sample.ts";
import { sampleFields } from "./sample.ts";
import { flowScalarOf, scalarOf } from "./scalar.ts";

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

function withSample(text: string, sample: Sample): string {
	const newline = newlineOf(text);
	const whole = text.endsWith("\n") ? text : text + newline;
	const found = samplesLine.exec(whole);
	const join = (column: number) =>
		linesOf(sample, column)
			.map((line) => line + newline)
			.join("");
	if (!found) return `${whole}samples:${newline}${join(2)}`;
	const after = whole.indexOf("\n", found.index) + 1;
	const { end, column } = itemsFrom(whole, after);
	return `${whole.slice(0, found.index)}${found[1]}${found[2] ?? ""}${newline}${whole.slice(after, end)}${join(column)}${whole.slice(end)}`;
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
	if (Array.isArray(value))
		return value.length === 0
			? [`${name}: []`]
			: [`${name}:`, ...value.map((each) => `  - ${scalarOf(each)}`)];
	if (typeof value !== "object") return [`${name}: ${optionOf(value)}`];
	const options = Object.entries(value).map(([option, given]) => `  ${scalarOf(option)}: ${optionOf(given)}`);
	return options.length === 0 ? [`${name}: {}`] : [`${name}:`, ...options];
}

function optionOf(value: SampleOption): string {
	if (typeof value === "string") return scalarOf(value);
	return typeof value === "object" ? `[${value.map(flowScalarOf).join(", ")}]` : String(value);
}
