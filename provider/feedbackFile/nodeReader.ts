import type { Node, Pair, Scalar, YAMLError } from "yaml";
import { printable } from "../cognito/printable.ts";
import { reviewedFields } from "../cognito/reviewedEvidence.ts";
import { unknownNames } from "../cognito/rules.ts";
import type { MapNode } from "./document.ts";
import { keyOf, loadYaml, writtenOf } from "./document.ts";

/** A mistake, and its position in the text. */
export interface Finding {
	readonly at: number;
	readonly message: string;
}

/** The value of a key or an item of a list, and the position to report if there is none. */
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
	/** Converts a position in this text to one in the file. */
	readonly placeOf: (at: number) => number;
	readonly #text: string;
	readonly #yaml = loadYaml();

	/** @param findings The mistakes, to which new ones are added. */
	constructor(text: string, findings: Finding[], placeOf: (at: number) => number) {
		this.#text = text;
		this.findings = findings;
		this.placeOf = placeOf;
	}

	note(where: number | Entry, message: string): void {
		const at = typeof where === "number" ? where : startOf(where);
		this.findings.push({ at: this.placeOf(at), message: printable(message) });
	}

	/** The entries of a map by key; `undefined` if the node is not a map. */
	entries(entry: Entry, { what, known, expected }: MapKind): Map<string, Entry> | undefined {
		const { at, value } = entry;
		if (this.#isAnchored(entry)) return undefined;
		if (!this.#yaml.isMap(value)) {
			const found = isNull(value) ? "is empty" : `is ${this.kindOf(value)}`;
			this.note(entry, `${what} ${found}: expected ${known ? list(known) : expected}`);
			return undefined;
		}
		const entries = new Map<string, Entry>();
		for (const pair of (value as MapNode).items as Pair<Node, Node | null>[]) {
			const place = startOf({ at, value: pair.key });
			if (this.#isAnchored({ at, value: pair.key })) continue;
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
	items(entry: Entry): Entry[] | undefined {
		const { at, value } = entry;
		if (!this.#yaml.isSeq(value) || this.#hasAnchor(entry)) return undefined;
		return (value.items as Node[]).map((item) => ({ at: startOf({ at, value: item }), value: item }));
	}

	/** The value of a scalar; `undefined` if it is empty. */
	plain(entry: Entry, name: string): unknown {
		const { value } = entry;
		if (this.#isAnchored(entry)) return refused;
		if (value === null) return undefined;
		if (this.#yaml.isScalar(value)) {
			this.#refuseComment(value, name);
			return value.value;
		}
		this.note(entry, `\`${name}\` must be a string, not ${this.kindOf(value)}`);
		return refused;
	}

	/** A scalar as written, without quotes, whatever its YAML type. */
	written(entry: Entry, name: string): unknown {
		const value = this.plain(entry, name);
		return value !== refused && this.#yaml.isScalar(entry.value) ? writtenOf(entry.value) : value;
	}

	/**
	 * The value of a field with a rule; `undefined` if it is missing or breaks the rule, which is recorded.
	 *
	 * @param isText Whether to suggest quotes for a value that YAML reads as another type.
	 */
	field(entry: Entry, name: string, rule: (value: unknown) => string | undefined, isText = true): unknown {
		const value = this.plain(entry, name);
		if (value === refused) return undefined;
		const wrong = rule(value);
		if (!wrong) return value ?? undefined;
		this.note(entry, `\`${name}\` ${wrong}${isText ? quotesHint(value) : ""}`);
		return undefined;
	}

	kindOf(node: Node | null): string {
		const { isMap, isScalar, isSeq } = this.#yaml;
		if (isMap(node)) return "a map";
		if (isSeq(node)) return "a list";
		return isScalar(node) ? `a ${typeof node.value}` : "empty";
	}

	/** YAML reads ` #` as the start of a comment, so the rest of the text would be lost silently. */
	#refuseComment({ type, range }: Scalar, name: string): void {
		// Identifiers contain no spaces, so a comment after one cannot be a part of it.
		if (type !== "PLAIN" || !range || !freeText.has(name)) return;
		const [from, to] = range;
		const rest = this.#text.slice(to, this.#text.indexOf("\n", to) + 1 || undefined);
		const comment = /^[ \t]*#/.exec(rest);
		// A comment instead of a text is common; `note: #12` is a mistake.
		if (!comment || (from === to && !/^[ \t]*#[^\s#]/.test(rest))) return;
		this.note(
			to + comment[0].length - 1,
			`\`${name}\` ends here: to YAML, what follows \` #\` is a comment; put the text in quotes, or the comment on a line of its own`,
		);
	}

	#isAnchored(entry: Entry): boolean {
		if (!this.#yaml.isAlias(entry.value)) return this.#hasAnchor(entry);
		this.note(entry, "is a YAML alias; write out the value");
		return true;
	}

	#hasAnchor(entry: Entry): boolean {
		const { value } = entry;
		if (!value || !("anchor" in value) || !value.anchor) return false;
		this.note(entry, `has a YAML anchor \`&${value.anchor}\`; remove it`);
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

function startOf({ at, value }: Entry): number {
	return value?.range?.[0] ?? at;
}

function list(names: readonly string[]): string {
	return names.map((name) => `\`${name}\``).join(", ");
}

/** Words a syntax error of YAML, with a fix for common mistakes. */
export function yamlProblem({ code, pos, message }: YAMLError, text: string): string {
	switch (code) {
		case "BAD_DQ_ESCAPE":
			return "`\\` begins an escape in double quotes; use single quotes, or write `\\\\`";
		case "MULTIPLE_DOCS":
			return "the file holds multiple documents; keep one, and delete the line `---` between them";
		case "TAB_AS_INDENT":
			return "a tab indents the line; YAML takes only spaces there";
		default: {
			const [first = ""] = message.split("\n", 1);
			return `invalid YAML: ${spaceProblem(lineAt(text, pos[0])) ?? first.replace(/:$/, "")}`;
		}
	}
}

function lineAt(text: string, at: number): string {
	const end = text.indexOf("\n", at);
	return text.slice(text.lastIndexOf("\n", at - 1) + 1, end === -1 ? undefined : end).trim();
}

/** Spaces other than the ASCII space, which YAML does not accept as separators. */
const otherSpace = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000\uFEFF]/u;

/** The mistake of a missing space after a colon. The message omits the text, which may be a username. */
function spaceProblem(text: string): string | undefined {
	if (otherSpace.test(text))
		return "a no-break space or another unusual space stands here; replace it with an ordinary space";
	const [, name] = /^([A-Za-z]+):\S/.exec(text) ?? [];
	return name === undefined ? undefined : `\`${name}:\` needs a space after the colon`;
}
