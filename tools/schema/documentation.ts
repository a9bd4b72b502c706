import ts from "typescript";

/**
 * What a docstring says of a declaration in any language, as Markdown. Its tags are left out: they are about the
 * TypeScript package.
 */
export function documentationOf(node: ts.Node, checker: ts.TypeChecker): string {
	const text = docstringsOf(node)
		.map(({ comment }) => textOf(comment, checker))
		.join("\n\n");
	if (text === "") throw new Error(`${nameOf(node)} has no documentation`);
	return unwrapped(text);
}

/** The code in a docstring's `@example` tags. */
export function examplesOf(node: ts.Node): string[] {
	const examples = docstringsOf(node)
		.flatMap(({ tags }) => tags ?? [])
		.filter(({ tagName }) => tagName.text === "example");
	return examples.map(({ comment }) => {
		const code = /^```ts\n([\s\S]*?)\n```$/.exec(ts.getTextOfJSDocComment(comment)?.trim() ?? "")?.[1];
		if (code === undefined) throw new Error(`${nameOf(node)}: an @example holds more than one block of code`);
		return code;
	});
}

/** Whether a docstring has a tag. */
export function hasTag(node: ts.Node, tag: string): boolean {
	return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === tag);
}

function docstringsOf(node: ts.Node): ts.JSDoc[] {
	return ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
}

function textOf(comment: ts.JSDoc["comment"], checker: ts.TypeChecker): string {
	if (comment === undefined || typeof comment === "string") return comment ?? "";
	return comment.map((part) => ("name" in part ? linked(part.name, checker) : part.text)).join("");
}

/** What a link shows: a number's value, or a name. */
function linked(name: ts.JSDocLink["name"], checker: ts.TypeChecker): string {
	if (!name) throw new Error("a docstring links to nothing");
	const type = checker.getTypeAtLocation(name);
	return type.isNumberLiteral() ? String(type.value) : `\`${name.getText()}\``;
}

/** Without the line breaks that keep the sources narrow. */
function unwrapped(text: string): string {
	return text.trim().replace(/(?<!\n)\n(?!\n| *- ) */g, " ");
}

function nameOf(node: ts.Node): string {
	return ts.getNameOfDeclaration(node as ts.Declaration)?.getText() ?? "a declaration";
}
