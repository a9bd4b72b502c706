import ts from "typescript";
import { stringify } from "yaml";

/** Names that the examples are written in. */
interface Packages {
	readonly plugin: string;
	/** The package that `pulumi package add` makes for Node.js. */
	readonly node: string;
}

/** An example of a docstring, for those who use the package as a plugin. */
export function examplesSection(code: string, packages: Packages): string {
	const used = callOf(code);
	const typescript = used.isNew
		? code
		: // The function of a plugin gives an object.
			code.replace(/^const (\w+) = /, "const { $1 } = ");
	return [
		"{{% examples %}}",
		"{{% example %}}",
		// Inside, so that a language without an example has no heading either.
		"## Example Usage",
		"",
		fenced("typescript", `import { ${used.name} } from "${packages.node}";\n\n${typescript}`),
		"",
		fenced("yaml", stringify(inYaml(used, packages.plugin), { lineWidth: 0 }).trimEnd()),
		"",
		"{{% /example %}}",
		"{{% /examples %}}",
	].join("\n");
}

function fenced(language: string, code: string): string {
	return `\`\`\`${language}\n${code}\n\`\`\``;
}

interface Call {
	readonly isNew: boolean;
	readonly name: string;
	/** What a resource is called in the program, or the variable that holds a result. */
	readonly label: string;
	readonly args: unknown;
}

function inYaml({ isNew, name, label, args }: Call, plugin: string): unknown {
	if (isNew) return { resources: { [label]: { type: `${plugin}:${name}`, properties: args } } };
	const call = { function: `${plugin}:${name}`, arguments: args, return: label };
	return { variables: { [label]: { "fn::invoke": call } } };
}

/** The one call of an example: `new X("name", {…})`, or `const result = await f({…})`. */
function callOf(code: string): Call {
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
function literal(node: ts.Expression | undefined): unknown {
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
