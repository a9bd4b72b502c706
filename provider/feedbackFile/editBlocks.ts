import { joinLines, newlineOf, withLastNewline } from "./document.ts";
import { editInPlace } from "./editInPlace.ts";
import type { Changes, FileDecision } from "./feedbackFile.ts";
import type { Columns } from "./lines.ts";
import { decisionLines } from "./lines.ts";
import type { Additions } from "./order.ts";
import { additionsTo } from "./order.ts";
import type { Block } from "./outline.ts";
import { eventIdOf, indentOf, outlineOf } from "./outline.ts";
import { readSimpleBlock } from "./simpleBlock.ts";

/**
 * Changes decisions in the text, parsing only their own lines: a decision in this package's format is rewritten, and any other
 * is edited in place. `undefined` if the form of the file is not supported.
 */
export function editBlocks(before: string, changes: Changes): string | undefined {
	const text = withLastNewline(before);
	const outline = outlineOf(text);
	if (!outline) return undefined;
	const { start, blocks, column: outer } = outline;
	const newline = newlineOf(text);
	const eventIds = blocks.map((block) => eventIdOf(text, block));
	const additions = additionsTo(eventIds, changes);
	const join = (decisions: Additions = [], columns = columnsOf(blocks[0])) =>
		joinLines(
			decisions.flatMap(([eventId, decision]) => decisionLines(eventId, decision, columns)),
			newline,
		);
	const pieces = [text.slice(0, start), join(additions.get(undefined))];
	let copied = start;
	for (const [index, block] of blocks.entries()) {
		const eventId = eventIds[index] ?? "";
		const behind = additions.get(eventId) ?? [];
		if (!changes.has(eventId) && behind.length === 0) continue;
		const edited = edit(block, eventId, behind);
		if (edited === undefined) return undefined;
		pieces.push(text.slice(copied, block.start), edited);
		copied = block.end;
	}
	return pieces.join("") + text.slice(copied);

	/** The changed lines of a decision, with those inserted after it. */
	function edit(block: Block, eventId: string, behind: Additions): string | undefined {
		const written = text.slice(block.start, block.end);
		const decision = readSimpleBlock(text, block)?.decision;
		const old = decision && join([[eventId, decision]], columnsOf(block));
		if (old !== undefined && written.startsWith(old) && !isCommented(written, old.length)) {
			const now = changes.has(eventId) ? changes.get(eventId) : decision;
			const kept = now ? join([[eventId, now]], columnsOf(block)) : "";
			return kept + join(behind) + written.slice(old.length);
		}
		const own = new Map<string, FileDecision | undefined>(behind);
		if (changes.has(eventId)) own.set(eventId, changes.get(eventId));
		const head = `decisions:${newline}`;
		return editInPlace(head + written, own)?.slice(head.length);
	}

	/** Whether a comment that belongs to the decision is at a position. */
	function isCommented(written: string, at: number): boolean {
		const column = indentOf(written, at);
		return column > outer && written[at + column] === "#";
	}

	/** The columns of a decision's event ID and fields. */
	function columnsOf(block: Block | undefined): Columns {
		for (let at = block?.start ?? 0; block && at < block.end; at = text.indexOf("\n", at) + 1) {
			const column = indentOf(text, at);
			if (column > outer && !/[#\r\n]/.test(text[at + column] ?? "#")) return { outer, inner: column };
		}
		return { outer, inner: outer + 2 };
	}
}
