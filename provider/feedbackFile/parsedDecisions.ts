import type { LineCounter } from "yaml";
import { isRegionName } from "../cognito/connection.ts";
import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, fieldProblem, reviewedFields } from "../cognito/reviewedEvidence.ts";
import { fieldRules, isFeedbackValue } from "../cognito/rules.ts";
import { loadYaml, parseYaml } from "./document.ts";
import type { Mistake } from "./errors.ts";
import type { FileDecision } from "./feedbackFile.ts";
import { fileFields, topFields } from "./feedbackFile.ts";
import type { Entry, Finding } from "./nodeReader.ts";
import { isNull, NodeReader, quotesHint, refused, yamlProblem } from "./nodeReader.ts";
import type { Block } from "./outline.ts";
import { outlineOf } from "./outline.ts";
import type { Sample } from "./sample.ts";
import { readSamples } from "./sample.ts";
import { readSimpleBlock } from "./simpleBlock.ts";

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
		const root = rest?.reader.entries(rest, { what: "the file", known: topFields });
		if (rest && root) {
			const { reader } = rest;
			const field = (name: string) => root.get(name) ?? { at: 0, value: null };
			this.userPoolId = String(reader.field(field("userPoolId"), "userPoolId", fieldRules.userPoolId) ?? "");
			const region = reader.field(field("region"), "region", regionProblem);
			if (typeof region === "string") this.region = region;
			this.#readDecisions(reader, root.get("decisions"));
			this.samples = readSamples(reader, field("samples"));
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
		for (const [eventId, each] of reader.entries(entry, decisionsMap) ?? [])
			this.#readDecision(reader, eventId, each);
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
		const { reader } = parsed;
		for (const [eventId, entry] of reader.entries(parsed, decisionsMap) ?? [])
			if (this.lines.has(eventId))
				reader.note(entry.at, `decision ${JSON.stringify(eventId)} is a duplicate`);
			else this.#readDecision(reader, eventId, entry);
	}

	#readDecision(reader: NodeReader, eventId: string, entry: Entry): void {
		const { decision, at } = readDecision(reader, eventId, entry);
		this.lines.set(eventId, this.#placeOf(reader.placeOf(at)).line);
		if (decision) this.decisions.set(eventId, decision);
	}

	/** The content of a part of the file; `undefined` if it is not YAML. */
	#parse(text: string, placeOf: (at: number) => number) {
		const { contents: value, errors, warnings } = parseYaml(text);
		const broken = [...errors, ...warnings];
		if (broken.length === 0) return { at: 0, value, reader: new NodeReader(text, this.#wrong, placeOf) };
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

const textFields = ["username", "feedbackValue", "note"] as const;
const evidenceNames = Object.keys(reviewedFields) as ReviewedField[];

/**
 * Reads a decision, which is missing if it breaks a rule, and the position of its evidence, or of the decision if it has none.
 */
function readDecision(
	reader: NodeReader,
	eventId: string,
	entry: Entry,
): { readonly at: number; readonly decision?: FileDecision } {
	const wrong = fieldRules.eventId(eventId);
	if (wrong) reader.note(entry.at, `the event ID ${wrong}`);
	const missing = { at: entry.at, value: null };
	const fields = reader.entries(entry, { what: `decision ${JSON.stringify(eventId)}`, known: fileFields });
	if (!fields) return missing;
	const [username, feedbackValue, note] = textFields.map((name) =>
		reader.field(fields.get(name) ?? missing, name, fieldRules[name]),
	);
	const placed = fields.get("evidence") ?? missing;
	const evidence = readEvidence(reader, placed);
	if (typeof username !== "string" || !isFeedbackValue(feedbackValue)) return { at: placed.at };
	const decision = {
		username,
		feedbackValue,
		...(typeof note === "string" && { note }),
		...(evidence !== undefined && { evidence }),
	};
	return { decision, at: placed.at };
}

function readEvidence(reader: NodeReader, entry: Entry): ReviewedEvidence | undefined {
	if (isNull(entry.value)) return undefined;
	if (loadYaml().isScalar(entry.value)) {
		const rewrite = "write it as fields, or run `cognito-feedback decide` on the event again";
		const kind = reader.kindOf(entry.value);
		reader.note(entry, `\`evidence\` must be a map of fields, not ${kind}; ${rewrite}`);
		return undefined;
	}
	const fields = reader.entries(entry, { what: "`evidence`", known: evidenceNames });
	if (!fields) return undefined;
	const read = evidenceNames.flatMap((name): [ReviewedField, unknown][] => {
		const field = fields.get(name) ?? { at: entry.at, value: null };
		const found = readValue(reader, name, field);
		if (found === refused) return [];
		const wrong = fieldProblem(name, found);
		const hint = reviewedFields[name] === "boolean" ? "" : quotesHint(found);
		if (wrong) reader.note(field, `\`${name}\` ${wrong}${hint}`);
		return wrong || found === undefined || found === null ? [] : [[name, found]];
	});
	return Object.fromEntries(read) as unknown as ReviewedEvidence;
}

/** Reads the value of a field of evidence: a scalar, a list of scalars, or feedback. */
function readValue(reader: NodeReader, name: ReviewedField, entry: Entry): unknown {
	const kind = reviewedFields[name];
	const items = kind === "texts" ? reader.items(entry) : undefined;
	if (items) {
		const texts = items.map((item) => reader.plain(item, name));
		return texts.includes(refused) ? refused : texts;
	}
	if (kind === "feedback" && loadYaml().isMap(entry.value)) {
		const fields = reader.entries(entry, { what: `\`${name}\``, known: feedbackFields });
		if (!fields) return refused;
		const read = [...fields].map(([key, field]) => [key, reader.plain(field, key)] as const);
		if (read.some(([, value]) => value === refused)) return refused;
		return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== null));
	}
	return reader.plain(entry, name);
}
