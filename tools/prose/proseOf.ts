import ts from "typescript";

/** Texts with at least this many words are sentences; a shorter one may be a name or a code. */
const minWords = 4;

/** The comments of a file and the sentences in its strings, each on its original line, and nothing else. */
export function proseOf(source: string): string {
	const lines = source.split("\n").map(() => "");
	const file = ts.createSourceFile("file.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);

	const comments = new Set<number>();

	function put(position: number, text: string): void {
		const first = file.getLineAndCharacterOfPosition(position).line;
		for (const [index, line] of text.split("\n").entries())
			lines[first + index] += ` ${line
				.replace(/^\s*(?:\/\*\*?|\/\/|\*\/?)?/, "")
				.replace(/\*\/$/, "")
				.trim()}`;
	}

	function visit(node: ts.Node): void {
		// Nodes that start at the same position share their comments.
		for (const { pos, end } of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []) {
			if (comments.has(pos)) continue;
			comments.add(pos);
			put(pos, source.slice(pos, end));
		}
		if (
			ts.isStringLiteralLike(node) ||
			ts.isTemplateHead(node) ||
			ts.isTemplateMiddle(node) ||
			ts.isTemplateTail(node)
		)
			if (node.text.trim().split(/\s+/).length >= minWords) put(node.getStart(file), node.text);
		ts.forEachChild(node, visit);
	}

	visit(file);
	return lines.map((line) => line.trim()).join("\n");
}
