import ts from "typescript";

/** The one call of an example: `new X("name", {…})`, or `const result = await f({…})`. */
export interface Call {
	readonly isNew: boolean;
	readonly name: string;
	/** What a resource is called in the program, or the variable that holds a result. */
	readonly label: string;
	readonly args: Literal;
}

/** A value that an example writes out. */
export type Literal = string | true | { readonly [name: string]: Literal };

/** The one call of an example: `new X("name", {…})`, or `const result = await f({…})`. */
export function callOf(code: string): Call {
	const { statements } = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
	const [statement] = statements;
	if (statement && statements.length === 1) {
		if (ts.isExpressionStatement(statement) && ts.isNewExpression(statement.expression)) {
			const { expression, arguments: [label, args] = [] } = statement.expression;
			return { isNew: true, name: expression.getText(), label: String(literal(label)), args: literal(args) };
		}
		const [variable] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
		const awaited =
			variable?.initializer && ts.isAwaitExpression(variable.initializer) && variable.initializer;
		if (awaited && ts.isCallExpression(awaited.expression)) {
			const { expression, arguments: args } = awaited.expression;
			return {
				isNew: false,
				name: expression.getText(),
				label: variable.name.getText(),
				args: literal(args[0]),
			};
		}
	}
	throw new Error(`an example is more than one resource or call:\n${code}`);
}

/** The value of a literal. */
function literal(node: ts.Expression | undefined): Literal {
	if (node && ts.isStringLiteral(node)) return node.text;
	if (node?.kind === ts.SyntaxKind.TrueKeyword) return true;
	if (node && ts.isObjectLiteralExpression(node)) {
		const fields = node.properties.filter(ts.isPropertyAssignment);
		return Object.fromEntries(
			fields.map(({ name, initializer }) => [
				ts.isStringLiteral(name) ? name.text : name.getText(),
				literal(initializer),
			]),
		);
	}
	throw new Error(`an example holds something other than literals: ${node?.getText()}`);
}
