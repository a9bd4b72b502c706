import type { LineCounter } from "yaml";
import { isRegionName } from "../cognito/connection.ts";
import { fieldRules } from "../cognito/rules.ts";
import { readDecision } from "./decisionNodes.ts";
import { parseYaml } from "./document.ts";
import type { Mistake } from "./errors.ts";
import type { FileDecision } from "./feedbackFile.ts";
import { topFields } from "./feedbackFile.ts";
import type { Entry, Finding } from "./nodeReader.ts";
import { isNull, NodeReader } from "./nodeReader.ts";
import type { Block } from "./outline.ts";
import { outlineOf } from "./outline.ts";
import { readSamples } from "./parsedSamples.ts";
import { yamlProblem } from "./problems.ts";
import type { Sample } from "./sample.ts";
import { readSimpleBlock } from "./simpleBlock.ts";
import { loadYaml } from "./yaml.ts";

/** The decisions of a text, and all its mistakes. */
export class ParsedDecisions {
	readonly userPoolId: string = "";
	readonly region: string | undefined;
	readonly decisions = new Map<string, FileDecision>();
	/** The line of each event ID, also of invalid decisions. */
	readonly lines = new Map<string, number>();
	readonly samples: readonly Sample[] = [];
	readonly #text: string;
	/** Syntax errors of YAML. */
	readonly #broken: Finding[] = [];
	/** Valid YAML that breaks a rule of the file. */
	readonly #wrong: Finding[] = [];
	#lineCounter: LineCounter | undefined;

	constructor(text: string) {
		this.#text = text;
		const conflict = /^(<{7}|\|{7}|={7}|>{7})( .*)?\r?$/m.exec(text);
		if (conflict) {
			const remedy =
				"keep the decisions of both sides and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`";
			this.#broken.push({ at: conflict.index, message: `unresolved merge conflict; ${remedy}` });
			return;
		}
		const blocks = outlineOf(text)?.blocks ?? [];
		const [from, to] = [blocks[0]?.start ?? text.length, blocks.at(-1)?.end ?? text.length];
		// The rest of the file is read without the decisions.
		const rest = this.#parse(text.slice(0, from) + text.slice(to), (at) => (at < from ? at : at + to - from));
		const root = rest?.reader.entries(rest.contents, 0, { what: "the file", known: topFields });
		if (rest && root) {
			const { reader } = rest;
			this.userPoolId = String(reader.field(root, "userPoolId", fieldRules.userPoolId, 0) ?? "");
			const region = reader.field(root, "region", regionProblem, 0);
			if (typeof region === "string") this.region = region;
			this.#readDecisions(reader, root.get("decisions"));
			const samples = root.get("samples");
			if (samples) this.samples = readSamples(reader, samples);
		}
		for (const block of blocks) this.#readBlock(block);
	}

	/** The mistakes in the order of the text. */
	get mistakes(): Mistake[] {
		// After a syntax error, mistakes of other kinds would only distract.
		const findings = this.#broken.length > 0 ? this.#broken : this.#wrong;
		const sorted = findings.toSorted((one, other) => one.at - other.at);
		return sorted.map(({ at, message }) => ({ ...this.#placeOf(at), message }));
	}

	#readDecisions(reader: NodeReader, entry: Entry | undefined): void {
		if (!entry) reader.note(0, "`decisions` is required");
		// An editor leaves it empty when the last decision is removed.
		if (!entry || isNull(entry.value)) return;
		const decisions = reader.entries(entry.value, entry.at, decisionsMap);
		for (const [eventId, each] of decisions ?? []) this.#readDecision(reader, eventId, each, 0);
	}

	/** Reads a decision on lines of its own. */
	#readBlock(block: Block): void {
		const simple = readSimpleBlock(this.#text, block);
		if (simple && !this.lines.has(simple.eventId)) {
			this.decisions.set(simple.eventId, simple.decision);
			this.lines.set(simple.eventId, simple.line);
			return;
		}
		const { start, end } = block;
		const parsed = this.#parse(this.#text.slice(start, end), (at) => at + start);
		if (!parsed) return;
		const { reader, contents } = parsed;
		for (const [eventId, entry] of reader.entries(contents, 0, decisionsMap) ?? [])
			if (this.lines.has(eventId))
				reader.note(entry.at, `decision ${JSON.stringify(eventId)} is a duplicate`);
			else this.#readDecision(reader, eventId, entry, start);
	}

	/** @param start The position in the file where the reader's text begins. */
	#readDecision(reader: NodeReader, eventId: string, entry: Entry, start: number): void {
		const { decision, at } = readDecision(reader, eventId, entry);
		this.lines.set(eventId, this.#placeOf(start + at).line);
		if (decision) this.decisions.set(eventId, decision);
	}

	/** The content of a part of the file; `undefined` if it is not YAML. */
	#parse(text: string, placeOf: (at: number) => number) {
		const { contents, errors, warnings } = parseYaml(text);
		const broken = [...errors, ...warnings];
		if (broken.length === 0) return { contents, reader: new NodeReader(text, this.#wrong, placeOf) };
		const reader = new NodeReader(text, this.#broken, placeOf);
		for (const error of broken) reader.note(error.pos[0], yamlProblem(error, text));
		return undefined;
	}

	/** Line and column, both from 1; the column in UTF-16 code units, as editors count. */
	#placeOf(at: number): Omit<Mistake, "message"> {
		this.#lineCounter ??= lineCounterOf(this.#text);
		const { line, col: column } = this.#lineCounter.linePos(at);
		return { line, column };
	}
}

function lineCounterOf(text: string): LineCounter {
	const counter = new (loadYaml().LineCounter)();
	counter.addNewLine(0);
	for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) counter.addNewLine(at + 1);
	return counter;
}

const decisionsMap = { what: "`decisions`", expected: "event IDs, each with its decision" };

function regionProblem(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === "string" && isRegionName(value)
		? undefined
		: "is not the name of an AWS Region, such as `eu-central-1`";
}
