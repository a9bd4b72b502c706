import type { Node, Pair, Scalar } from "yaml";
import { printable } from "../cognito/printable.ts";
import type { ReviewedEvidence, ReviewedField } from "../cognito/reviewedEvidence.ts";
import { feedbackFields, fieldProblem, reviewedFields } from "../cognito/reviewedEvidence.ts";
import type { FeedbackValue } from "../cognito/rules.ts";
import { didYouMean, fieldRules, isFeedbackValue } from "../cognito/rules.ts";

import type { MapNode, ParsedFile } from "./document.ts";
import { keyOf, parseYaml } from "./document.ts";
import type { Mistake } from "./errors.ts";
import type { FileDecision, FileField } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";
import { spaceProblem, yamlProblem } from "./problems.ts";
import { loadYaml } from "./yaml.ts";

const fileKeys = ["userPoolId", "decisions"] as const;

/** What a text means as a decisions file, and everything that is wrong with it. */
export class ParsedDecisions {
	readonly userPoolId: string = "";
	readonly decisions = new Map<string, FileDecision>();
	readonly lines = new Map<string, number>();
	readonly #mistakes: { readonly at: number; readonly message: string }[] = [];
	readonly #text: string;
	readonly #file: ParsedFile;
	readonly #yaml = loadYaml();

	constructor(text: string) {
		this.#text = text;
		this.#file = parseYaml(text);
		const { document } = this.#file;
		const conflict = /^(<{7}|\|{7}|={7}|>{7})( .*)?\r?$/m.exec(text);
		if (conflict)
			this.#note(
				conflict.index,
				"unresolved merge conflict; keep the decisions of both sides and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
			);
		else
			for (const error of [...document.errors, ...document.warnings])
				this.#note(error.pos[0], yamlProblem(error, text));
		// What follows from a text that is no YAML would only distract.
		if (this.#mistakes.length > 0) return;
		const root = this.#map(document.contents, 0, "the file", fileKeys);
		if (!root) return;
		this.userPoolId = this.#field(root, "userPoolId") ?? "";
		this.#readDecisions(root);
	}

	/** In the order of the text. */
	get mistakes(): Mistake[] {
		const sorted = this.#mistakes.toSorted((one, other) => one.at - other.at);
		return sorted.map(({ at, message }) => {
			const { line, col } = this.#file.lines.linePos(at);
			// Of an empty text the library knows no line.
			return { line: Math.max(line, 1), column: Math.max(col, 1), message };
		});
	}

	#readDecisions(root: ReadonlyMap<string, Entry>): void {
		const entry = root.get("decisions");
		if (!entry) this.#note(0, "`decisions` is required");
		// Empty as an editor leaves it when the last decision is taken out.
		if (!entry || isNull(entry.value)) return;
		const decisions = this.#map(entry.value, entry.at, "`decisions`");
		for (const [eventId, { at, value }] of decisions ?? []) {
			const wrong = fieldRules.eventId(eventId);
			if (wrong) this.#note(at, `the event ID ${wrong}`);
			this.#readDecision(eventId, at, value);
		}
	}

	#readDecision(eventId: string, at: number, value: Node | null): void {
		const fields = this.#map(value, at, `decision ${JSON.stringify(eventId)}`, fileFields);
		if (!fields) return;
		const [username, feedbackValue, note] = textFields.map((name) => this.#field(fields, name, at));
		const evidence = this.#evidence(fields.get("evidence"));
		this.lines.set(eventId, this.#file.lines.linePos(fields.get("evidence")?.at ?? at).line);
		if (username === undefined || !isFeedbackValue(feedbackValue)) return;
		this.decisions.set(eventId, {
			username,
			feedbackValue: feedbackValue satisfies FeedbackValue,
			...(note !== undefined && { note }),
			...(evidence !== undefined && { evidence }),
		});
	}

	#evidence(entry: Entry | undefined): ReviewedEvidence | undefined {
		if (!entry || isNull(entry.value)) return undefined;
		const { at, value } = entry;
		if (this.#yaml.isScalar(value)) {
			const rewrite = "write it as fields, or run `cognito-feedback decide` on the event again";
			this.#note(
				startOf(value) ?? at,
				`\`evidence\` must be a map of fields, not ${kindOf(value, this.#yaml)}; ${rewrite}`,
			);
			return undefined;
		}
		const fields = this.#map(value, at, "`evidence`", evidenceNames);
		if (!fields) return undefined;
		const read = evidenceNames.flatMap((name): [ReviewedField, unknown][] => {
			const field = fields.get(name);
			const found = this.#value(name, field?.value ?? null, field?.at ?? at);
			if (found === refused) return [];
			const wrong = fieldProblem(name, found);
			if (wrong)
				this.#note(
					startOf(field?.value) ?? field?.at ?? at,
					`\`${name}\` ${wrong}${quotesHint(name, found)}`,
				);
			return wrong || found === undefined || found === null ? [] : [[name, found]];
		});
		return Object.fromEntries(read) as unknown as ReviewedEvidence;
	}

	/** What stands in a field of evidence: a scalar, a list of them, or feedback. */
	#value(name: ReviewedField, node: Node | null, at: number): unknown {
		const kind = reviewedFields[name];
		if (kind === "texts" && this.#yaml.isSeq(node)) {
			if (this.#hasAnchor(node, at)) return refused;
			const items = node.items.map((item) => this.#plain(item as Node, at, name));
			return items.includes(refused) ? refused : items;
		}
		if (kind === "feedback" && this.#yaml.isMap(node)) {
			const fields = this.#map(node, at, `\`${name}\``, feedbackFields);
			if (!fields) return refused;
			const read = [...fields].map(([key, { at, value }]) => [key, this.#plain(value, at, key)] as const);
			if (read.some(([, value]) => value === refused)) return refused;
			return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== null));
		}
		return this.#plain(node, at, name);
	}

	/** The text of a field; `undefined` if the field is missing or breaks its rule, which is noted. */
	#field(
		fields: ReadonlyMap<string, Entry>,
		name: (typeof textFields)[number] | "userPoolId",
		owner = 0,
	): string | undefined {
		const entry = fields.get(name);
		const value = this.#plain(entry?.value ?? null, entry?.at ?? owner, name);
		if (value === refused) return undefined;
		const wrong = fieldRules[name](value);
		if (wrong) {
			this.#note(
				startOf(entry?.value) ?? entry?.at ?? owner,
				`\`${name}\` ${wrong}${quotesHint(name, value)}`,
			);
			return undefined;
		}
		return typeof value === "string" ? value : undefined;
	}

	#plain(node: Node | null, at: number, name: string): unknown {
		if (this.#isAlias(node, at) || this.#hasAnchor(node, at)) return refused;
		if (node === null) return undefined;
		if (this.#yaml.isScalar(node)) {
			this.#refuseComment(node, at, name);
			return node.value;
		}
		this.#note(startOf(node) ?? at, `\`${name}\` must be a string, not ${kindOf(node, this.#yaml)}`);
		return refused;
	}

	/** To YAML, ` #` begins a comment: what follows would be missing from a text without a word. */
	#refuseComment(node: Scalar, at: number, name: string): void {
		// Identifiers have no spaces: a comment behind them cannot be a part of them.
		if (node.type !== "PLAIN" || !freeText.has(name)) return;
		const [from = at, to = at] = node.range ?? [];
		const rest = this.#text.slice(to, this.#text.indexOf("\n", to) + 1 || undefined);
		const comment = /^[ \t]*#/.exec(rest);
		// A comment in place of the text is usual; `note: #12` is none.
		if (!comment || (from === to && !/^[ \t]*#[^\s#]/.test(rest))) return;
		this.#note(
			to + comment[0].length - 1,
			`\`${name}\` ends here: to YAML, what follows \` #\` is a comment; put the text in quotes, or the comment on a line of its own`,
		);
	}

	/** The entries of a map by key; `undefined` where it is none. */
	#map(
		node: Node | null,
		at: number,
		what: string,
		known?: readonly string[],
	): Map<string, Entry> | undefined {
		if (this.#isAlias(node, at) || this.#hasAnchor(node, at)) return undefined;
		if (!this.#yaml.isMap(node)) {
			const expected = known ? `: expected ${list(known)}` : ": expected event IDs, each with its decision";
			const found = node === null || isNull(node) ? "is empty" : `is ${kindOf(node, this.#yaml)}`;
			this.#note(startOf(node) ?? at, `${what} ${found}${expected}`);
			return undefined;
		}
		const entries = new Map<string, Entry>();
		for (const pair of (node as MapNode).items as Pair<Node, Node | null>[]) {
			const place = startOf(pair.key) ?? at;
			if (this.#isAlias(pair.key, place) || this.#hasAnchor(pair.key, place)) continue;
			if (!this.#yaml.isScalar(pair.key)) {
				this.#note(place, `${what} has a key that is ${kindOf(pair.key, this.#yaml)}; expected text`);
				continue;
			}
			const key = keyOf(pair);
			const spacing = known && spaceProblem(key);
			if (spacing) this.#note(place, spacing);
			else if (known && !known.includes(key)) {
				this.#note(
					place,
					`\`${key}\` is not a valid property${didYouMean(key, known)}; expected ${list(known)}`,
				);
			} else if (entries.has(key)) {
				this.#note(place, `${known ? `\`${key}\`` : `decision ${JSON.stringify(key)}`} is a duplicate`);
			} else entries.set(key, { at: place, value: pair.value });
		}
		return entries;
	}

	#isAlias(node: Node | null, at: number): boolean {
		if (!this.#yaml.isAlias(node)) return false;
		this.#note(startOf(node) ?? at, "is a YAML alias; write out the value");
		return true;
	}

	#hasAnchor(node: Node | null, at: number): boolean {
		if (!node || !("anchor" in node) || !node.anchor) return false;
		this.#note(startOf(node) ?? at, `has a YAML anchor \`&${node.anchor}\`; remove it`);
		return true;
	}

	#note(at: number, message: string): void {
		this.#mistakes.push({ at, message: printable(message) });
	}
}

const textFields = ["username", "feedbackValue", "note"] as const satisfies readonly FileField[];
const evidenceNames = Object.keys(reviewedFields) as ReviewedField[];

/** Fields that may hold any text. */
const freeText: ReadonlySet<string> = new Set(["note", ...evidenceNames]);

/** To YAML, `007` is a number and `true` a boolean. */
function quotesHint(name: string, value: unknown): string {
	const isOther =
		name === "compromisedCredentials" || !["number", "boolean", "bigint"].includes(typeof value);
	return isOther ? "" : "; put it in quotes";
}

/** The value under a key, and where the key stands. */
interface Entry {
	readonly at: number;
	readonly value: Node | null;
}

/** In place of a value that was noted as wrong. */
const refused = Symbol("refused");

function isNull(node: Node | null): boolean {
	return node === null || (loadYaml().isScalar(node) && node.value === null);
}

function startOf(node: Node | null | undefined): number | undefined {
	return node?.range?.[0];
}

function kindOf(node: Node | null, { isMap, isScalar, isSeq }: ReturnType<typeof loadYaml>): string {
	if (isMap(node)) return "a map";
	if (isSeq(node)) return "a list";
	return isScalar(node) ? `a ${typeof node.value}` : "empty";
}

function list(names: readonly string[]): string {
	return names.map((name) => `\`${name}\``).join(", ");
}
