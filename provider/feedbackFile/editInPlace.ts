import { isDeepStrictEqual } from "node:util";
import type { ReviewedEvidence } from "../cognito/reviewedEvidence.ts";
import { decisionLines, fieldLines } from "./decisionLines.ts";
import type { MapNode, PairNode, ParsedYaml } from "./document.ts";
import { decisionsNode, keyOf, newlineOf, nodeRange, pairOf, parseYaml } from "./document.ts";
import { flowEvidence } from "./evidenceLines.ts";
import type { Changes, FileDecision } from "./feedbackFile.ts";
import { fileFields } from "./feedbackFile.ts";
import { placesOf } from "./order.ts";
import { flowScalarOf, scalarOf } from "./scalar.ts";
import { loadYaml } from "./yaml.ts";

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
		this.#text = text.endsWith("\n") ? text : text + this.#newline;
		this.#document = parseYaml(this.#text);
		this.#map = decisionsNode(this.#document);
	}

	with(changes: Changes): string {
		const pairs = new Map((this.#map?.items ?? []).map((pair) => [keyOf(pair), pair]));
		if (this.#map?.flow && pairs.size > 0) throw unsupportedForm;
		const added = new Map<string, FileDecision>();
		for (const [eventId, decision] of changes) {
			const pair = pairs.get(eventId);
			if (!pair && decision) added.set(eventId, decision);
			else if (pair && decision) this.#change(pair, decision);
			else if (pair) this.#remove(pair);
		}
		for (const [before, eventIds] of placesOf(pairs.keys(), added.keys())) {
			const lines = eventIds.flatMap((eventId) => this.#block(eventId, added.get(eventId)));
			this.#add(lines, before === undefined ? undefined : pairs.get(before));
		}
		return this.#result();
	}

	/** Formats a new decision. */
	#block(eventId: string, decision: FileDecision | undefined): string[] {
		if (!decision) return [];
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
		this.#edit(at, at, lines.map((line) => line + this.#newline).join(""));
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
			else if (pair && wanted !== undefined) this.#replaceEvidence(pair, wanted as ReviewedEvidence);
			else if (wanted !== undefined) {
				if (!before) throw unsupportedForm;
				const column = this.#columnOf(before);
				this.#insert(this.#endOf(before, column), fieldLines(decision, name, column));
			}
			before = pair ?? before;
		}
	}

	/** Evidence is replaced as a whole if any of it changes, and comments within it are lost. */
	#replaceEvidence(pair: PairNode, wanted: ReviewedEvidence): void {
		if (this.#holds(pair, wanted)) return;
		const { isMap } = loadYaml();
		if (isMap(pair.value) && pair.value.flow) {
			const [from, to] = nodeRange(pair.value);
			this.#edit(from, to, flowEvidence(wanted));
			return;
		}
		const column = this.#columnOf(pair);
		const end = this.#lastOf(pair);
		const lineEnd = this.#text[end - 1] === "\n" ? end : this.#lineEnd(end);
		const lines = fieldLines({ evidence: wanted }, "evidence", column).map((line) => line + this.#newline);
		this.#edit(this.#lineStart(nodeRange(pair.key)[0]), lineEnd, lines.join(""));
	}

	/** Whether a pair already has this evidence. */
	#holds({ value }: PairNode, evidence: ReviewedEvidence): boolean {
		const held: unknown = value?.toJS(this.#document);
		return isDeepStrictEqual(held, evidence);
	}

	/** Changes a decision within `{ }`. */
	#changeFlow(fields: MapNode, decision: FileDecision): void {
		for (const name of fileFields) {
			const pair = pairOf(fields, name);
			const wanted = decision[name];
			if (pair && typeof wanted === "string") this.#replace(pair, wanted, flowScalarOf(wanted));
			else if (pair?.value && typeof wanted === "object") {
				const [from, to] = nodeRange(pair.value);
				if (to === from) throw unsupportedForm;
				if (!this.#holds(pair, wanted)) this.#edit(from, to, flowEvidence(wanted));
			} else if (pair) throw unsupportedForm;
			else if (wanted !== undefined) {
				const last = fields.items.at(-1);
				if (!last) throw unsupportedForm;
				const end = this.#lastOf(last);
				const flow = typeof wanted === "string" ? flowScalarOf(wanted) : flowEvidence(wanted);
				this.#edit(end, end, `, ${name}: ${flow}`);
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
