/** The lines of a decision, from that of its event ID to that of the next one. */
export interface Block {
	readonly start: number;
	readonly end: number;
	/** The first line, from 1. */
	readonly line: number;
}

/** Where in a text the decisions stand. */
export interface Outline {
	/** Where the line after `decisions:` begins. */
	readonly start: number;
	/** How far from the beginning of their lines the event IDs stand. */
	readonly column: number;
	/** At least one. */
	readonly blocks: readonly Block[];
}

/**
 * Where the decisions of a file stand, found by indentation alone: tens of thousands of them are then read and changed
 * one by one, and most of them without the YAML library. `undefined` where the text is not surely of this form, which
 * nearly all files are: keys in the first column, and each event ID with its decision on lines of its own.
 */
export function outlineOf(text: string): Outline | undefined {
	const blocks: { start: number; end: number; readonly line: number }[] = [];
	let start: number | undefined;
	let column: number | undefined;
	let isInside = false;
	let line = 0;
	for (let at = 0, next = 0; at < text.length; at = next) {
		next = text.indexOf("\n", at) + 1 || text.length;
		line++;
		const indent = indentOf(text, at);
		const first = text[at + indent] ?? "\n";
		const isEmpty = first === "#" || first === "\n" || (first === "\r" && text[at + indent + 1] === "\n");
		if (isEmpty || (indent > 0 && !isInside)) {
			if (isInside && blocks.length > 0) extend(blocks, next);
		} else if (indent === 0) {
			const content = text.slice(at, next);
			if (!(isInside ? topKey : topKeyOrItem).test(content)) return undefined;
			isInside = decisionsKey.test(content);
			if (isInside && start !== undefined) return undefined;
			if (isInside) start = next;
		} else {
			column ??= indent;
			if (indent < column || first === "\t") return undefined;
			if (indent > column) extend(blocks, next);
			else if (blockKey.test(text.slice(at, next))) blocks.push({ start: at, end: next, line });
			else return undefined;
		}
	}
	return start === undefined || column === undefined ? undefined : { start, column, blocks };
}

/** A key in the first column; no `---`, `{` or the like. */
const topKey = /^\uFEFF?["']?[A-Za-z]+["']?[ \t]*:(?=\s|$)/;
/** The items of a list may stand in the first column too. */
const topKeyOrItem = /^(?:\uFEFF?["']?[A-Za-z]+["']?[ \t]*:|-)(?=\s|$)/;
const decisionsKey = /^\uFEFF?["']?decisions["']?:[ \t]*(?:[ \t]#.*)?\r?\n?$/;
/** A key on one line that begins with nothing special to YAML. */
const blockKey = /^ *(?:"([^"\\]*)"|'([^']*)'|([^\s"'?:,[\]{}#&*!|>%@`-][^:#\n]*|-[^\s:#]+)):(?=\s|$)/;

export function eventIdOf(text: string, { start }: Block): string {
	const line = text.slice(start, text.indexOf("\n", start));
	const [, double, single, plain] = blockKey.exec(line) ?? [];
	return double ?? single ?? plain ?? "";
}

/** How many spaces a line begins with. */
export function indentOf(text: string, at: number): number {
	let end = at;
	while (text.charCodeAt(end) === 0x20) end++;
	return end - at;
}

function extend(blocks: { end: number }[], end: number): void {
	const last = blocks.at(-1);
	if (last) last.end = end;
}
