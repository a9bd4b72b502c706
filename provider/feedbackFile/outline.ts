/** The lines of a decision, from its event ID up to the next one. */
export interface Block {
	readonly start: number;
	readonly end: number;
	/** The first line, from 1. */
	readonly line: number;
}

/** The positions of the decisions in a text. */
export interface Outline {
	/** The position after the line of `decisions:`. */
	readonly start: number;
	/** The indentation of the event IDs. */
	readonly column: number;
	/** The decisions, at least one. */
	readonly blocks: readonly Block[];
}

/**
 * Finds the decisions of a file by indentation alone. Tens of thousands of them can then be read and changed one by one, most
 * of them without the YAML library. `undefined` if the text may have another form than nearly all files: keys in the first
 * column, and each event ID with its decision on separate lines.
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

/** A key in the first column, not `---`, `{` or similar. */
const topKey = /^\uFEFF?["']?[A-Za-z]+["']?[ \t]*:(?=\s|$)/;
/** Items of a list may also start in the first column. */
const topKeyOrItem = /^(?:\uFEFF?["']?[A-Za-z]+["']?[ \t]*:|-)(?=\s|$)/;
const decisionsKey = /^\uFEFF?["']?decisions["']?:[ \t]*(?:[ \t]#.*)?\r?\n?$/;
/** A key on one line that starts with no special character of YAML. */
const blockKey = /^ *(?:"([^"\\]*)"|'([^']*)'|([^\s"'?:,[\]{}#&*!|>%@`-][^:#\n]*|-[^\s:#]+)):(?=\s|$)/;

export function eventIdOf(text: string, { start }: Block): string {
	const line = text.slice(start, text.indexOf("\n", start));
	const [, double, single, plain] = blockKey.exec(line) ?? [];
	return double ?? single ?? plain ?? "";
}

/** The number of spaces at the beginning of a line. */
export function indentOf(text: string, at: number): number {
	let end = at;
	while (text.charCodeAt(end) === 0x20) end++;
	return end - at;
}

function extend(blocks: { end: number }[], end: number): void {
	const last = blocks.at(-1);
	if (last) last.end = end;
}
