import type { Columns } from "./decisionLines.ts";
import { decisionLines } from "./decisionLines.ts";
import { newlineOf } from "./document.ts";
import { editInPlace } from "./editInPlace.ts";
import type { Changes, FileDecision } from "./feedbackFile.ts";
import { placesOf } from "./order.ts";
import type { Block, Outline } from "./outline.ts";
import { eventIdOf, indentOf, outlineOf } from "./outline.ts";
import { readSimpleBlock } from "./simpleBlock.ts";

/**
 * Changes decisions in the text, parsing only their own lines: a decision in this package's format is rewritten, and any other
 * is edited in place. `undefined` if the form of the file is not supported.
 */
export function editBlocks(text: string, changes: Changes): string | undefined {
	const whole = text.endsWith("\n") ? text : `${text}${newlineOf(text)}`;
	const outline = outlineOf(whole);
	return outline && new BlockEditor(whole, outline).with(changes);
}

class BlockEditor {
	readonly #text: string;
	readonly #outline: Outline;
	readonly #newline: string;
	readonly #columns: Columns;

	constructor(text: string, outline: Outline) {
		this.#text = text;
		this.#outline = outline;
		this.#newline = newlineOf(text);
		this.#columns = this.#columnsOf(outline.blocks[0]);
	}

	with(changes: Changes): string | undefined {
		const { start, blocks } = this.#outline;
		const eventIds = blocks.map((block) => eventIdOf(this.#text, block));
		const present = new Set(eventIds);
		const added = [...changes].flatMap(([eventId, decision]) =>
			decision && !present.has(eventId) ? [eventId] : [],
		);
		const places = placesOf(eventIds, added);
		const pieces: string[] = [];
		let copied = 0;
		const replace = (from: number, to: number, by: string) => {
			pieces.push(this.#text.slice(copied, from), by);
			copied = to;
		};
		replace(start, start, this.#join(places.get(undefined) ?? [], changes));
		for (const [index, eventId] of eventIds.entries()) {
			const block = blocks[index];
			const behind = places.get(eventId) ?? [];
			if (!block || (!changes.has(eventId) && behind.length === 0)) continue;
			const edited = this.#edit(block, eventId, changes, behind);
			if (edited === undefined) return undefined;
			replace(block.start, block.end, edited);
		}
		return pieces.join("") + this.#text.slice(copied);
	}

	/** The changed lines of a decision, with those inserted after it. */
	#edit(block: Block, eventId: string, changes: Changes, behind: readonly string[]): string | undefined {
		const written = this.#text.slice(block.start, block.end);
		const decision = readSimpleBlock(this.#text, block)?.decision;
		const old = decision && this.#lines(eventId, decision, this.#columnsOf(block));
		if (old !== undefined && written.startsWith(old) && !this.#isCommented(written, old.length)) {
			const now = changes.has(eventId) ? changes.get(eventId) : decision;
			const kept = now ? this.#lines(eventId, now, this.#columnsOf(block)) : "";
			return kept + this.#join(behind, changes) + written.slice(old.length);
		}
		const own = new Map<string, FileDecision | undefined>();
		for (const each of [eventId, ...behind]) if (changes.has(each)) own.set(each, changes.get(each));
		const head = `decisions:${this.#newline}`;
		return editInPlace(head + written, own)?.slice(head.length);
	}

	/** Whether a comment that belongs to the decision is at a position. */
	#isCommented(written: string, at: number): boolean {
		const column = indentOf(written, at);
		return column > this.#outline.column && written[at + column] === "#";
	}

	#join(eventIds: readonly string[], changes: Changes): string {
		return eventIds.map((eventId) => this.#lines(eventId, changes.get(eventId), this.#columns)).join("");
	}

	#lines(eventId: string, decision: FileDecision | undefined, columns: Columns): string {
		if (!decision) return "";
		return decisionLines(eventId, decision, columns)
			.map((line) => line + this.#newline)
			.join("");
	}

	/** The columns of a decision's event ID and fields. */
	#columnsOf(block: Block | undefined): Columns {
		const outer = this.#outline.column;
		for (let at = block?.start ?? 0; block && at < block.end; at = this.#text.indexOf("\n", at) + 1) {
			const column = indentOf(this.#text, at);
			if (column > outer && !/[#\r\n]/.test(this.#text[at + column] ?? "#")) return { outer, inner: column };
		}
		return { outer, inner: outer + 2 };
	}
}
