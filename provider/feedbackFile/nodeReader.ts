import type { Node, Pair, Scalar } from "yaml";
import { printable } from "../cognito/printable.ts";
import { reviewedFields } from "../cognito/reviewedEvidence.ts";
import { unknownNames } from "../cognito/rules.ts";
import type { MapNode } from "./document.ts";
import { keyOf, writtenOf } from "./document.ts";
import { spaceProblem } from "./problems.ts";
import { loadYaml } from "./yaml.ts";

/** A mistake, and its position in the text. */
export interface Finding {
	readonly at: number;
	readonly message: string;
}

/** The value of a key, and the key's position. */
export interface Entry {
	readonly at: number;
	readonly value: Node | null;
}

/** Returned instead of an invalid value, whose mistake was recorded. */
export const refused = Symbol("refused");

/** What messages call a kind of map, and its keys. */
interface MapKind {
	readonly what: string;
	/** The known keys; any key is allowed if missing. */
	readonly known?: readonly string[];
	/** What to expect instead of known keys. */
	readonly expected?: string;
}

/** Reads maps, lists and values from the nodes of a text, and records their mistakes. */
export class NodeReader {
	readonly findings: Finding[];
	readonly #text: string;
	readonly #placeOf: (at: number) => number;
	readonly #yaml = loadYaml();

	/**
	 * @param findings The mistakes, to which new ones are added.
	 * @param placeOf Converts a position in this text to one in the file.
	 */
	constructor(text: string, findings: Finding[], placeOf: (at: number) => number) {
		this.#text = text;
		this.findings = findings;
		this.#placeOf = placeOf;
	}

	note(at: number, message: string): void {
		this.findings.push({ at: this.#placeOf(at), message: printable(message) });
	}

	/** The entries of a map by key; `undefined` if the node is not a map. */
	entries(node: Node | null, at: number, { what, known, expected }: MapKind): Map<string, Entry> | undefined {
		if (this.#isAlias(node, at) || this.#hasAnchor(node, at)) return undefined;
		if (!this.#yaml.isMap(node)) {
			const found = isNull(node) ? "is empty" : `is ${this.kindOf(node)}`;
			this.note(startOf(node) ?? at, `${what} ${found}: expected ${known ? list(known) : expected}`);
			return undefined;
		}
		const entries = new Map<string, Entry>();
		for (const pair of (node as MapNode).items as Pair<Node, Node | null>[]) {
			const place = startOf(pair.key) ?? at;
			if (this.#isAlias(pair.key, place) || this.#hasAnchor(pair.key, place)) continue;
			if (!this.#yaml.isScalar(pair.key)) {
				this.note(place, `${what} has a key that is ${this.kindOf(pair.key)}; expected text`);
				continue;
			}
			const key = keyOf(pair);
			const wrong = known && (spaceProblem(key) ?? unknownNames(known, [key])[0]);
			if (wrong) this.note(place, wrong);
			else if (entries.has(key))
				this.note(place, `${known ? `\`${key}\`` : `decision ${JSON.stringify(key)}`} is a duplicate`);
			else entries.set(key, { at: place, value: pair.value });
		}
		return entries;
	}

	/** The items of a list; `undefined` if the node is not a list. */
	items(node: Node | null, at: number): Node[] | undefined {
		if (!this.#yaml.isSeq(node) || this.#hasAnchor(node, at)) return undefined;
		return node.items as Node[];
	}

	/** The value of a scalar; `undefined` if it is empty. */
	plain(node: Node | null, at: number, name: string): unknown {
		if (this.#isAlias(node, at) || this.#hasAnchor(node, at)) return refused;
		if (node === null) return undefined;
		if (this.#yaml.isScalar(node)) {
			this.#refuseComment(node, at, name);
			return node.value;
		}
		this.note(startOf(node) ?? at, `\`${name}\` must be a string, not ${this.kindOf(node)}`);
		return refused;
	}

	/** A scalar as written, without quotes, whatever its YAML type. */
	written(node: Node | null, at: number, name: string): unknown {
		const value = this.plain(node, at, name);
		return value !== refused && this.#yaml.isScalar(node) ? writtenOf(node) : value;
	}

	/**
	 * The value of a field with a rule; `undefined` if it is missing or breaks the rule, which is recorded.
	 *
	 * @param owner The position of the map, for a field that is missing.
	 * @param isText Whether to suggest quotes for a value that YAML reads as another type.
	 */
	field(
		fields: ReadonlyMap<string, Entry>,
		name: string,
		rule: (value: unknown) => string | undefined,
		owner: number,
		isText = true,
	): unknown {
		const entry = fields.get(name);
		const value = this.plain(entry?.value ?? null, entry?.at ?? owner, name);
		if (value === refused) return undefined;
		const wrong = rule(value);
		if (!wrong) return value ?? undefined;
		this.note(
			startOf(entry?.value) ?? entry?.at ?? owner,
			`\`${name}\` ${wrong}${isText ? quotesHint(value) : ""}`,
		);
		return undefined;
	}

	kindOf(node: Node | null): string {
		const { isMap, isScalar, isSeq } = this.#yaml;
		if (isMap(node)) return "a map";
		if (isSeq(node)) return "a list";
		return isScalar(node) ? `a ${typeof node.value}` : "empty";
	}

	/** YAML reads ` #` as the start of a comment, so the rest of the text would be lost silently. */
	#refuseComment(node: Scalar, at: number, name: string): void {
		// Identifiers contain no spaces, so a comment after one cannot be a part of it.
		if (node.type !== "PLAIN" || !freeText.has(name)) return;
		const [from = at, to = at] = node.range ?? [];
		const rest = this.#text.slice(to, this.#text.indexOf("\n", to) + 1 || undefined);
		const comment = /^[ \t]*#/.exec(rest);
		// A comment instead of a text is common; `note: #12` is a mistake.
		if (!comment || (from === to && !/^[ \t]*#[^\s#]/.test(rest))) return;
		this.note(
			to + comment[0].length - 1,
			`\`${name}\` ends here: to YAML, what follows \` #\` is a comment; put the text in quotes, or the comment on a line of its own`,
		);
	}

	#isAlias(node: Node | null, at: number): boolean {
		if (!this.#yaml.isAlias(node)) return false;
		this.note(startOf(node) ?? at, "is a YAML alias; write out the value");
		return true;
	}

	#hasAnchor(node: Node | null, at: number): boolean {
		if (!node || !("anchor" in node) || !node.anchor) return false;
		this.note(startOf(node) ?? at, `has a YAML anchor \`&${node.anchor}\`; remove it`);
		return true;
	}
}

/** Fields with any text, a part of which could be mistaken for a comment. */
const freeText: ReadonlySet<string> = new Set(["note", ...Object.keys(reviewedFields)]);

/** Suggests quotes: YAML reads `007` as a number and `true` as a boolean. */
export function quotesHint(value: unknown): string {
	return ["number", "boolean", "bigint"].includes(typeof value) ? "; put it in quotes" : "";
}

export function isNull(node: Node | null): boolean {
	return node === null || (loadYaml().isScalar(node) && node.value === null);
}

export function startOf(node: Node | null | undefined): number | undefined {
	return node?.range?.[0];
}

function list(names: readonly string[]): string {
	return names.map((name) => `\`${name}\``).join(", ");
}
