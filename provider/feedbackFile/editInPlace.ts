import { isDeepStrictEqual } from "node:util";
import type { MapNode, PairNode, ParsedYaml } from "./document.ts";
import {
	decisionsNode,
	joinLines,
	keyOf,
	loadYaml,
	newlineOf,
	nodeRange,
	pairOf,
	parseYaml,
	withLastNewline,
} from "./document.ts";
import type { Changes, FileDecision } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";
import { decisionLines, fieldLines, flowOf, scalarOf } from "./lines.ts";
import { additionsTo } from "./order.ts";

/** A range of the text, and its replacement. */
interface Edit {
	readonly from: number;
	readonly to: number;
	readonly by: string;
}

/** Changes decisions in the text. `undefined` if the form of the file is not supported. */
export function editInPlace(text: string, changes: Changes): string | undefined {
	try {
		return new InPlaceEditor(text).with(changes);
	} catch (error) {
		if (error === unsupportedForm) return undefined;
		throw error;
	}
}

const unsupportedForm = new Error("the form of the file does not support edits in place");

class InPlaceEditor {
	readonly #text: string;
	readonly #document: ParsedYaml;
	readonly #map: MapNode | undefined;
	readonly #newline: string;
	readonly #edits: Edit[] = [];

	constructor(text: string) {
		this.#newline = newlineOf(text);
		this.#text = withLastNewline(text);
		this.#document = parseYaml(this.#text);
		this.#map = decisionsNode(this.#document);
	}

	with(changes: Changes): string {
		const pairs = new Map((this.#map?.items ?? []).map((pair) => [keyOf(pair), pair]));
		if (this.#map?.flow && pairs.size > 0) throw unsupportedForm;
		for (const [eventId, decision] of changes) {
			const pair = pairs.get(eventId);
			if (pair && decision) this.#change(pair, decision);
			else if (pair) this.#remove(pair);
		}
		for (const [before, additions] of additionsTo(pairs.keys(), changes)) {
			const lines = additions.flatMap(([eventId, decision]) => this.#block(eventId, decision));
			this.#add(lines, before === undefined ? undefined : pairs.get(before));
		}
		return this.#result();
	}

	/** Formats a new decision. */
	#block(eventId: string, decision: FileDecision): string[] {
		const first = this.#map?.items[0];
		const outer = first ? this.#columnOf(first) : 2;
		const like = first?.value as MapNode | undefined;
		const field = like?.flow ? undefined : like?.items[0];
		const inner = field ? this.#columnOf(field) : outer + 2;
		return decisionLines(eventId, decision, { outer, inner });
	}

	/** Inserts lines after a decision, or before all. */
	#add(lines: readonly string[], after: PairNode | undefined): void {
		const isEmpty = this.#map === undefined || this.#map.items.length === 0;
		if (after) this.#insert(this.#endOf(after, this.#columnOf(after)), lines);
		else this.#insert(isEmpty ? this.#endOfEmptyMap() : this.#startOfMap(), lines);
	}

	/** The position after the line of `decisions`: comments above the first decision belong to it. */
	#startOfMap(): number {
		const pair = pairOf(this.#document.contents as MapNode, "decisions");
		if (!pair) throw unsupportedForm;
		const start = this.#lineEnd(nodeRange(pair.key)[1]);
		const first = this.#map?.items[0];
		if (!first || this.#lineStart(nodeRange(first.key)[0]) < start) throw unsupportedForm;
		return start;
	}

	#endOfEmptyMap(): number {
		const root = this.#document.contents as MapNode;
		const pair = pairOf(root, "decisions");
		if (!pair || root.flow) throw unsupportedForm;
		const [from, to] = pair.value ? nodeRange(pair.value) : [0, 0];
		// Replaces `decisions: {}` or `decisions: null`.
		if (to > from) this.#edit(from, to, "");
		return this.#endOf(pair, 0);
	}

	#insert(at: number, lines: readonly string[]): void {
		this.#edit(at, at, joinLines(lines, this.#newline));
	}

	#remove(pair: PairNode): void {
		this.#edit(this.#lineStart(nodeRange(pair.key)[0]), this.#endOf(pair, this.#columnOf(pair)), "");
	}

	#change({ value }: PairNode, decision: FileDecision): void {
		const fields = value as MapNode;
		if (fields.flow) this.#changeFlow(fields, decision);
		else this.#changeBlock(fields, decision);
	}

	/** Changes a decision that has each field on its own line. */
	#changeBlock(fields: MapNode, decision: FileDecision): void {
		let before: PairNode | undefined;
		for (const name of fileFields) {
			const pair = pairOf(fields, name);
			const wanted = decision[name];
			if (pair && wanted === undefined) this.#remove(pair);
			else if (pair && typeof wanted === "string") this.#replace(pair, wanted, scalarOf(wanted));
			else if (pair && typeof wanted === "object") this.#replaceEvidence(pair, wanted);
			else if (wanted !== undefined) {
				if (!before) throw unsupportedForm;
				const column = this.#columnOf(before);
				this.#insert(this.#endOf(before, column), fieldLines(name, wanted, column));
			}
			before = pair ?? before;
		}
	}

	/** Evidence is replaced as a whole if any of it changes, and comments within it are lost. */
	#replaceEvidence(pair: PairNode, wanted: object): void {
		if (this.#holds(pair, wanted)) return;
		const { isMap } = loadYaml();
		if (isMap(pair.value) && pair.value.flow) {
			const [from, to] = nodeRange(pair.value);
			this.#edit(from, to, flowOf(wanted));
			return;
		}
		const column = this.#columnOf(pair);
		const end = this.#lastOf(pair);
		const lineEnd = this.#text[end - 1] === "\n" ? end : this.#lineEnd(end);
		const lines = joinLines(fieldLines("evidence", wanted, column), this.#newline);
		this.#edit(this.#lineStart(nodeRange(pair.key)[0]), lineEnd, lines);
	}

	/** Whether a pair already has this evidence. */
	#holds({ value }: PairNode, evidence: object): boolean {
		const held: unknown = value?.toJS(this.#document);
		return isDeepStrictEqual(held, evidence);
	}

	/** Changes a decision within `{ }`. */
	#changeFlow(fields: MapNode, decision: FileDecision): void {
		for (const name of fileFields) {
			const pair = pairOf(fields, name);
			const wanted = decision[name];
			if (pair && typeof wanted === "string") this.#replace(pair, wanted, flowOf(wanted));
			else if (pair?.value && typeof wanted === "object") {
				const [from, to] = nodeRange(pair.value);
				if (to === from) throw unsupportedForm;
				if (!this.#holds(pair, wanted)) this.#edit(from, to, flowOf(wanted));
			} else if (pair) throw unsupportedForm;
			else if (wanted !== undefined) {
				const last = fields.items.at(-1);
				if (!last) throw unsupportedForm;
				const end = this.#lastOf(last);
				this.#edit(end, end, `, ${name}: ${flowOf(wanted)}`);
			}
		}
	}

	#replace(pair: PairNode, wanted: string, scalar: string): void {
		const { key, value } = pair;
		const { isScalar } = loadYaml();
		if (!isScalar(value)) throw unsupportedForm;
		if (value.value === wanted) return;
		const [from, to] = nodeRange(value);
		// YAML would read what follows ` #` in an unquoted text as a comment and cut it off.
		const isNote = keyOf(pair) === "note";
		const isCommented = isNote && /^[ \t]*#/.test(this.#text.slice(to, this.#lineEnd(to)));
		const safe = isCommented && !/^["']/.test(scalar) ? JSON.stringify(wanted) : scalar;
		if (to === from) {
			const colon = this.#text.indexOf(":", nodeRange(key)[1]) + 1;
			this.#edit(colon, colon, ` ${safe}`);
		} else if (value.type === "BLOCK_LITERAL" || value.type === "BLOCK_FOLDED") {
			// A block scalar after `|` or `>`: its header may contain a comment, and it ends at the end of a line.
			const old = this.#text.slice(from, to);
			const comment = /^[^\r\n]*?( #[^\r\n]*)/.exec(old)?.[1] ?? "";
			const quoted = isNote && comment !== "" && !/^["']/.test(scalar) ? JSON.stringify(wanted) : scalar;
			this.#edit(from, to, quoted + comment + (old.endsWith("\n") ? this.#newline : ""));
		} else this.#edit(from, to, safe);
	}

	/** The column of a pair; only a tag may precede it. */
	#columnOf({ key }: PairNode): number {
		const [start] = nodeRange(key);
		const [, spaces] = /^( *)(![^\s]* +)?$/.exec(this.#text.slice(this.#lineStart(start), start)) ?? [];
		if (spaces === undefined) throw unsupportedForm;
		return spaces.length;
	}

	#lineStart(at: number): number {
		return this.#text.lastIndexOf("\n", at - 1) + 1;
	}

	/** The end of a pair's lines, including comments right after it with deeper indentation. */
	#endOf(pair: PairNode, column: number): number {
		const last = this.#lastOf(pair);
		// A block scalar after `|` ends at the end of a line.
		let end = this.#text[last - 1] === "\n" ? last : this.#lineEnd(last);
		for (;;) {
			const line = this.#text.slice(end, this.#lineEnd(end));
			const deeper = /^( *)#/.exec(line);
			if (!deeper || (deeper[1]?.length ?? 0) <= column) return end;
			end += line.length;
		}
	}

	/** The position where the last value of a pair ends. */
	#lastOf({ key, value }: PairNode): number {
		const { isMap, isSeq, isNode } = loadYaml();
		if (isMap(value) && !value.flow) {
			const last = (value as MapNode).items.at(-1);
			if (last) return this.#lastOf(last);
		}
		if (isSeq(value) && !value.flow) {
			const last = value.items.at(-1);
			if (isNode(last)) return nodeRange(last)[1];
		}
		return Math.max(nodeRange(key)[1], value ? nodeRange(value)[1] : 0);
	}

	/** The position of the next line. */
	#lineEnd(at: number): number {
		const end = this.#text.indexOf("\n", at);
		return end === -1 ? this.#text.length : end + 1;
	}

	#edit(from: number, to: number, by: string): void {
		this.#edits.push({ from, to, by });
	}

	#result(): string {
		let result = "";
		let at = 0;
		// Insertions at a position precede a deletion that starts there, in the order in which they were added.
		const edits = this.#edits.sort((one, other) => one.from - other.from || one.to - other.to);
		for (const { from, to, by } of edits) {
			if (from < at) throw unsupportedForm;
			result += this.#text.slice(at, from) + by;
			at = to;
		}
		return result + this.#text.slice(at);
	}
}
